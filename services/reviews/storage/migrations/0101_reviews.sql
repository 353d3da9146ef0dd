-- Reviews: id, version, the columns that lists are filtered by, and the body.
-- `wake_at` is when time will do something to a review; `changed_in` is the transaction that changed the row last.
CREATE TABLE reviews (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    revision text NOT NULL,
    state text NOT NULL,
    decider text NOT NULL,
    wake_at timestamptz,
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (idea, revision)
);
CREATE INDEX reviews_by_age ON reviews (created_at DESC, id DESC);
CREATE INDEX reviews_due ON reviews (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX reviews_running ON reviews (id) WHERE state IN ('READING', 'DEBATING');
CREATE INDEX reviews_changed ON reviews (changed_in, id);

-- Comments: id, version, the columns that they are found by, and the body.
CREATE TABLE comments (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    review text NOT NULL,
    state text NOT NULL,
    author text NOT NULL,
    topic text NOT NULL,
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX comments_of_review ON comments (review, created_at DESC, id DESC);
CREATE INDEX comments_changed ON comments (review, changed_in, id);

-- The decision log: every decision, each chained to the one before by a hash. `record` is the text that was hashed; the columns
-- that it is found by are generated from it, so that neither can change without the other. `texts` holds the free texts, of
-- which `record` has only the hashes.
CREATE TABLE decision_log (
    position bigint PRIMARY KEY,
    prev_hash text NOT NULL,
    record text NOT NULL,
    hash text NOT NULL,
    created_at timestamptz NOT NULL,
    texts jsonb NOT NULL,
    idea text GENERATED ALWAYS AS (record::jsonb ->> 'idea') STORED,
    decider text GENERATED ALWAYS AS (record::jsonb -> 'decision' ->> 'decider') STORED,
    outcome text GENERATED ALWAYS AS (record::jsonb -> 'decision' ->> 'outcome') STORED
);
CREATE INDEX decision_log_of_idea ON decision_log (idea, position DESC);

-- Where the log ends. A writer locks this row, so decisions follow one another; a reader does not wait for it.
CREATE TABLE decision_log_head (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    count bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO decision_log_head (count, hash) VALUES (0, repeat('0', 64));

-- Rows are never deleted, and of a row only the texts change.
CREATE FUNCTION decision_log_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (OLD.position, OLD.prev_hash, OLD.record, OLD.hash, OLD.created_at)
            IS NOT DISTINCT FROM (NEW.position, NEW.prev_hash, NEW.record, NEW.hash, NEW.created_at)
    THEN
        RETURN NEW;
    END IF;
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
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX active_checks_asked ON active_checks (stage) WHERE state = 'ACTIVE';
