-- What lists, alarms and the loop's figures look at. All new columns may be empty: the previous version still writes.
ALTER TABLE coes
    ADD COLUMN wake_at timestamptz,
    ADD COLUMN severity text,
    ADD COLUMN cause_class text,
    ADD COLUMN recurrence_of text,
    ADD COLUMN is_recurrence boolean,
    ADD COLUMN start_time timestamptz,
    ADD COLUMN mitigate_time timestamptz,
    ADD COLUMN customers bigint,
    ADD COLUMN protect_at timestamptz,
    ADD COLUMN close_at timestamptz,
    ADD COLUMN closed_by text; -- MECHANISM or WAIVER
CREATE INDEX coes_by_alarm ON coes (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX coes_by_source ON coes (source, created_at DESC);
CREATE INDEX coes_by_idea ON coes (idea);
CREATE INDEX coes_by_cause ON coes (cause_class, created_at DESC);
CREATE INDEX coes_in_correction ON coes USING gin ((body -> 'report' -> 'corrections') jsonb_path_ops)
    WHERE state = 'CORRECTING';

-- Mechanisms: id, version, the columns that lists are filtered by, and the body.
CREATE TABLE mechanisms (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    wake_at timestamptz,
    state text NOT NULL,
    stage text NOT NULL, -- empty for what people run
    tool text NOT NULL, -- likewise
    owner_team text NOT NULL,
    origin_coes text[] NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX mechanisms_by_age ON mechanisms (created_at DESC, id DESC);
CREATE INDEX mechanisms_by_alarm ON mechanisms (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX mechanisms_by_origin ON mechanisms USING gin (origin_coes);
CREATE INDEX mechanisms_by_state ON mechanisms (state, created_at);

-- What other services showed to their checks, as it was: what incidents are replayed on.
CREATE TABLE subjects (
    id text PRIMARY KEY, -- of the event
    stage text NOT NULL,
    name text NOT NULL,
    idea text NOT NULL,
    team text NOT NULL,
    tags text[] NOT NULL,
    door_kinds text[] NOT NULL,
    recorded_at timestamptz NOT NULL,
    snapshot bytea NOT NULL -- message of the stage
);
CREATE INDEX subjects_by_name ON subjects (name, recorded_at DESC);
CREATE INDEX subjects_by_idea ON subjects (idea, recorded_at DESC);
CREATE INDEX subjects_by_age ON subjects (stage, recorded_at DESC);

-- Means that broke a guardrail.
CREATE TABLE breaches (
    id text PRIMARY KEY, -- of the event
    experiment text NOT NULL,
    metric text NOT NULL,
    value double precision NOT NULL,
    units bigint NOT NULL,
    heard_at timestamptz NOT NULL
);
CREATE INDEX breaches_by_experiment ON breaches (experiment, metric);

-- Events of other services: what timelines and the loop's figures are made of.
CREATE TABLE heard (
    id text PRIMARY KEY, -- of the event
    kind text NOT NULL,
    source text NOT NULL,
    idea text NOT NULL,
    fact text NOT NULL,
    owner text NOT NULL,
    door_kind text NOT NULL,
    hours double precision,
    happened_at timestamptz NOT NULL
);
CREATE INDEX heard_by_source ON heard (source, happened_at DESC);
CREATE INDEX heard_by_kind ON heard (kind, happened_at DESC);

-- What consumers told of asking checks.
CREATE TABLE evaluations (
    id text PRIMARY KEY, -- of the event
    mechanism text NOT NULL,
    mechanism_version integer NOT NULL,
    subject text NOT NULL,
    result text NOT NULL,
    blocked boolean NOT NULL,
    actor text NOT NULL,
    evaluated_at timestamptz NOT NULL
);
CREATE INDEX evaluations_by_mechanism ON evaluations (mechanism, evaluated_at);

-- What external checks found.
CREATE TABLE check_reports (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mechanism text NOT NULL,
    subject text NOT NULL,
    result text NOT NULL,
    evidence_url text NOT NULL,
    reporter text NOT NULL,
    reported_at timestamptz NOT NULL
);
CREATE INDEX check_reports_by_mechanism ON check_reports (mechanism, position DESC);

-- Handles of people that this service has met: causes name none of them.
CREATE TABLE people (
    handle text PRIMARY KEY
);
