-- Which log this is: an empty one in its place is another one. Logs that have records already share a name, see published_to.
CREATE TABLE log_identity (id text NOT NULL);
INSERT INTO log_identity
SELECT CASE WHEN EXISTS (SELECT FROM records) THEN 'embedded' ELSE gen_random_uuid()::text END;
