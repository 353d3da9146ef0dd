-- The embedded event log: partitions, records, and how far each group has read.
CREATE TABLE partitions (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL DEFAULT 0,
    UNIQUE (topic, partition)
);

CREATE TABLE records (
    partition_id integer NOT NULL REFERENCES partitions,
    record_offset bigint NOT NULL,
    key text NOT NULL,
    headers jsonb NOT NULL,
    value bytea NOT NULL,
    appended_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partition_id, record_offset)
);

CREATE TABLE groups (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE readings (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    group_id integer NOT NULL REFERENCES groups,
    partition_id integer NOT NULL REFERENCES partitions,
    next_offset bigint NOT NULL DEFAULT 0,
    UNIQUE (group_id, partition_id)
);

-- Which log this is: an empty one in its place is another one.
CREATE TABLE log_identity (id text NOT NULL);
INSERT INTO log_identity VALUES (gen_random_uuid()::text);
