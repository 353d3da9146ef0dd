-- Which log has what the outbox marked as published; until now there was but one.
CREATE TABLE published_to (log text NOT NULL);
INSERT INTO published_to
SELECT 'embedded' WHERE EXISTS (SELECT FROM outbox WHERE published_at IS NOT NULL);

-- Why the log will never take this event; it counts as published, so it holds up no other.
ALTER TABLE outbox ADD COLUMN refused text;
