-- COEs: the columns that lists, alarms and the figures of the loop look at, and the body.
CREATE TABLE coes (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(), -- the transaction that changed it last
    created_at timestamptz NOT NULL,
    wake_at timestamptz,
    state text NOT NULL,
    severity text NOT NULL,
    idea text NOT NULL,
    source text NOT NULL,
    team text NOT NULL,
    incident_key text, -- none for a COE that a person opened without one
    cause_class text NOT NULL,
    recurrence_of text NOT NULL,
    start_time timestamptz,
    mitigate_time timestamptz,
    customers bigint, -- none if nobody counted
    protect_at timestamptz,
    close_at timestamptz,
    waived boolean NOT NULL, -- whether it goes on without a mechanism, for a while
    body jsonb NOT NULL
);
CREATE INDEX coes_by_age ON coes (created_at DESC, id DESC);
CREATE INDEX coes_by_change ON coes (changed_in, id);
CREATE INDEX coes_by_alarm ON coes (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX coes_by_source ON coes (source, created_at DESC);
CREATE INDEX coes_by_idea ON coes (idea);
CREATE INDEX coes_by_cause ON coes (cause_class, created_at DESC);
CREATE INDEX coes_by_fix ON coes USING gin ((body -> 'report' -> 'corrections') jsonb_path_ops)
    WHERE state IN ('CORRECTING', 'WATCHING');
-- One incident has one COE, also if two instances hear of it at once; reported again
-- after that one was dismissed, it gets another.
CREATE UNIQUE INDEX coes_by_incident ON coes (incident_key) WHERE state <> 'DISMISSED';

-- Mechanisms: the columns that lists and alarms look at, and the body.
CREATE TABLE mechanisms (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(), -- the transaction that changed it last
    created_at timestamptz NOT NULL,
    wake_at timestamptz,
    state text NOT NULL,
    stage text NOT NULL, -- empty for what people run
    tool text NOT NULL, -- empty for what people run
    owner_team text NOT NULL,
    origin_coes text[] NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX mechanisms_by_age ON mechanisms (created_at DESC, id DESC);
CREATE INDEX mechanisms_by_alarm ON mechanisms (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX mechanisms_by_origin ON mechanisms USING gin (origin_coes);
CREATE INDEX mechanisms_by_escape ON mechanisms USING gin ((body -> 'escapes') jsonb_path_ops);
CREATE INDEX mechanisms_by_state ON mechanisms (state, created_at);

-- What other services showed to their checks, as it was: incidents are replayed on it.
CREATE TABLE subjects (
    id text PRIMARY KEY, -- of the event
    stage text NOT NULL,
    name text NOT NULL,
    idea text NOT NULL,
    team text NOT NULL,
    tags text[] NOT NULL,
    door_kinds text[] NOT NULL,
    recorded_at timestamptz NOT NULL,
    snapshot bytea NOT NULL -- the message of the stage
);
CREATE INDEX subjects_by_name ON subjects (name, recorded_at DESC);
CREATE INDEX subjects_by_idea ON subjects (idea, recorded_at DESC);
CREATE INDEX subjects_by_age ON subjects (stage, recorded_at DESC);

-- Means of metrics that have a guardrail: as they broke it, and as they were in the end.
CREATE TABLE measures (
    id text NOT NULL, -- of the event
    experiment text NOT NULL,
    metric text NOT NULL,
    value double precision NOT NULL,
    units bigint NOT NULL,
    heard_at timestamptz NOT NULL,
    PRIMARY KEY (id, metric)
);
CREATE INDEX measures_by_experiment ON measures (experiment, metric);

-- Events of other services, in words: timelines and the figures of the loop are made of them.
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

-- The results that consumers told of asking checks.
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

-- The ids of people that this service has met: causes name none of them.
CREATE TABLE people (
    handle text PRIMARY KEY
);
