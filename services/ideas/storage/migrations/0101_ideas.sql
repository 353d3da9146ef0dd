-- Ideas: id, version, the columns that lists are filtered by, and the body.
CREATE TABLE ideas (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    state text NOT NULL,
    author text NOT NULL,
    team text NOT NULL,
    leader text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX ideas_by_age ON ideas (created_at DESC, id DESC);
