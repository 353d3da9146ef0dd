-- When time will do something to a review: the clock of one that is open runs from before this column was there.
ALTER TABLE reviews ADD COLUMN wake_at timestamptz;
CREATE INDEX reviews_due ON reviews (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX reviews_running ON reviews (id) WHERE state IN ('READING', 'DEBATING');
UPDATE reviews SET wake_at = (body ->> 'due_time')::timestamptz WHERE state IN ('OPENED', 'READING');

-- Comments: id, version, the columns that they are found by, and the body.
CREATE TABLE comments (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    review text NOT NULL,
    state text NOT NULL,
    author text NOT NULL,
    topic text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX comments_of_review ON comments (review, created_at DESC, id DESC);

-- The decision log: what was decided, for ever, each chained to the one before. `record` is the text that was hashed;
-- what it is found by is taken from it, so that neither can change without the other.
CREATE TABLE decision_log (
    position bigint PRIMARY KEY,
    prev_hash text NOT NULL,
    record text NOT NULL,
    hash text NOT NULL,
    created_at timestamptz NOT NULL,
    idea text GENERATED ALWAYS AS (record::jsonb ->> 'idea') STORED,
    decider text GENERATED ALWAYS AS (record::jsonb -> 'decision' ->> 'decider') STORED,
    outcome text GENERATED ALWAYS AS (record::jsonb -> 'decision' ->> 'outcome') STORED
);
CREATE INDEX decision_log_of_idea ON decision_log (idea, position DESC);

-- Where it ends: who writes holds this row, so decisions follow one another; who reads does not wait for it.
CREATE TABLE decision_log_head (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    count bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO decision_log_head (count, hash) VALUES (0, repeat('0', 64));

-- Append-only, also for ourselves.
CREATE FUNCTION decision_log_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The decision log is append-only.';
END
$$;
CREATE TRIGGER decision_log_append_only BEFORE UPDATE OR DELETE ON decision_log
    FOR EACH ROW EXECUTE FUNCTION decision_log_is_final();

-- The checks of our stages, as last heard of.
CREATE TABLE active_checks (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    stage text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX active_checks_asked ON active_checks (stage) WHERE state = 'ACTIVE';
