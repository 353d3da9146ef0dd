-- What belongs to an idea and grows, as rows of its own; and what an idea is found by.
--
-- A leader leads one active idea: `active_leader` is set while an idea is APPROVED, EXPERIMENTING or SCALING and led, and
-- nobody can be there twice. Ideas that were approved before this keep the leader they were given, uncounted.
ALTER TABLE ideas ADD COLUMN active_leader text;
ALTER TABLE ideas ADD COLUMN parent text;
ALTER TABLE ideas ADD COLUMN duplicate_of text;
ALTER TABLE ideas ADD COLUMN business_unit text;
ALTER TABLE ideas ADD COLUMN wake_at timestamptz;
UPDATE ideas SET parent = body->>'parent' WHERE body->>'parent' <> '';
CREATE UNIQUE INDEX ideas_one_per_leader ON ideas (active_leader) WHERE active_leader IS NOT NULL;
CREATE INDEX ideas_by_parent ON ideas (parent) WHERE parent <> '';
CREATE INDEX ideas_by_duplicate ON ideas (duplicate_of) WHERE duplicate_of <> '';
CREATE INDEX ideas_due ON ideas (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE revisions (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX revisions_of_idea ON revisions (idea, created_at DESC, id DESC);

-- A revision is frozen; the database says so, too.
CREATE FUNCTION revisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'revisions are never changed';
END
$$;
CREATE TRIGGER revisions_stay BEFORE UPDATE OR DELETE ON revisions
    FOR EACH ROW EXECUTE FUNCTION revisions_stay();

CREATE TABLE evidence (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX evidence_of_idea ON evidence (idea, created_at DESC, id DESC);

CREATE TABLE questions (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX questions_of_idea ON questions (idea, created_at DESC, id DESC);

CREATE TABLE visuals (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX visuals_of_idea ON visuals (idea, created_at DESC, id DESC);

CREATE TABLE known_coes (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX known_coes_of_idea ON known_coes (idea) WHERE state = 'OPEN';

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
