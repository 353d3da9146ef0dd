-- Ideas, and what belongs to an idea and grows, as rows of its own: id, version, the columns that lists are filtered by, and the body.
-- `changed_in` is the transaction that changed the row last; streams read changes in its order.
--
-- `active_leader` is set while an idea is APPROVED, EXPERIMENTING or SCALING and led; nobody can be there twice. `seen_by` holds the
-- team and the people who may know of the idea, and is NULL for everybody. `announced` says whether everybody ever could.
-- `copied_from` names the reviews and experiments that texts of the idea were copied from.
CREATE TABLE ideas (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    state text NOT NULL,
    author text NOT NULL,
    team text NOT NULL,
    leader text NOT NULL,
    active_leader text,
    pivoted_from text NOT NULL,
    duplicate_of text NOT NULL,
    business_unit text NOT NULL,
    trend_tags text[] NOT NULL,
    wake_at timestamptz,
    seen_by text[],
    announced boolean NOT NULL,
    copied_from text[] NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX ideas_by_age ON ideas (created_at DESC, id DESC);
CREATE INDEX ideas_changed ON ideas (changed_in, id);
CREATE UNIQUE INDEX ideas_one_per_leader ON ideas (active_leader) WHERE active_leader IS NOT NULL;
CREATE INDEX ideas_by_origin ON ideas (pivoted_from) WHERE pivoted_from <> '';
CREATE INDEX ideas_by_duplicate ON ideas (duplicate_of) WHERE duplicate_of <> '';
CREATE INDEX ideas_due ON ideas (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE revisions (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    idea text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX revisions_of_idea ON revisions (idea, created_at DESC, id DESC);

-- A revision is frozen; the database refuses changes too.
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
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    idea text NOT NULL,
    kind text NOT NULL,
    experiment text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX evidence_of_idea ON evidence (idea, created_at DESC, id DESC);

CREATE TABLE questions (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    idea text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX questions_of_idea ON questions (idea, created_at DESC, id DESC);

CREATE TABLE visuals (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    idea text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX visuals_of_idea ON visuals (idea, created_at DESC, id DESC);

CREATE TABLE known_coes (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
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
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    stage text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX active_checks_asked ON active_checks (stage) WHERE state = 'ACTIVE';
