-- COEs: id, version, the columns that lists are filtered by, and the body.
CREATE TABLE coes (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    state text NOT NULL,
    idea text NOT NULL,
    source text NOT NULL,
    team text NOT NULL,
    incident_key text, -- of the breach that opened it; none when a person did
    body jsonb NOT NULL
);
CREATE INDEX coes_by_age ON coes (created_at DESC, id DESC);
-- One incident, one COE, also when two instances hear of it at once.
CREATE UNIQUE INDEX coes_by_incident ON coes (incident_key);
