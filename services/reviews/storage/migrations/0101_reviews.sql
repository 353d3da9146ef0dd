-- Reviews: id, version, the columns that lists are filtered by, and the body.
CREATE TABLE reviews (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    revision text NOT NULL,
    state text NOT NULL,
    decider text NOT NULL,
    body jsonb NOT NULL,
    UNIQUE (idea, revision)
);
CREATE INDEX reviews_by_age ON reviews (created_at DESC, id DESC);
