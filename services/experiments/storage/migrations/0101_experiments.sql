-- Experiments: id, version, the columns that lists are filtered by, and the body. `is_open` is true for decisive experiments only.
-- `wake_at` is when the collection ends by itself. In every table of resources, `changed_in` is the transaction that changed the row
-- last.
CREATE TABLE experiments (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    state text NOT NULL,
    team text NOT NULL,
    owner text NOT NULL,
    supporting boolean NOT NULL,
    is_open boolean NOT NULL,
    wake_at timestamptz,
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX experiments_by_age ON experiments (created_at DESC, id DESC);
CREATE INDEX experiments_by_idea ON experiments (idea, state);
CREATE INDEX experiments_due ON experiments (wake_at) WHERE wake_at IS NOT NULL;
-- DECISIVE_EXPERIMENT_EXISTS, should two starts ever not take turns.
CREATE UNIQUE INDEX experiments_open ON experiments (idea) WHERE is_open;

-- What this service has heard of ideas.
CREATE TABLE known_ideas (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);

-- What this service has heard of COEs of high severity on experiments.
CREATE TABLE known_coes (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    experiment text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX known_coes_open ON known_coes (experiment) WHERE state = 'OPEN';

-- Units that met an experiment; a unit counts once.
CREATE TABLE exposures (
    experiment_id text NOT NULL,
    unit text NOT NULL,
    arm text NOT NULL,
    exposed_at timestamptz NOT NULL,
    PRIMARY KEY (experiment_id, unit)
);

-- The values of their metrics; the first value of a unit and metric counts.
CREATE TABLE outcomes (
    experiment_id text NOT NULL,
    unit text NOT NULL,
    metric text NOT NULL,
    value double precision NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (experiment_id, unit, metric)
);

-- What was lost on them, in billionths of the unit of the experiment's currency; the first loss of a unit counts.
CREATE TABLE losses (
    experiment_id text NOT NULL,
    unit text NOT NULL,
    nanos numeric NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (experiment_id, unit)
);

-- All three, counted when they are written, so that reading results costs arms x metrics. The metric '' counts exposures, and
-- '$losses' sums losses: no key of a metric looks like these. Numeric, because its sums are exact and have no upper limit.
-- `grown_at` is when the newest of them was written.
CREATE TABLE tallies (
    experiment_id text NOT NULL,
    arm text NOT NULL,
    metric text NOT NULL,
    units bigint NOT NULL,
    total numeric NOT NULL,
    squares numeric NOT NULL,
    grown_at timestamptz NOT NULL,
    PRIMARY KEY (experiment_id, arm, metric)
);

-- The metric library; the id is the key.
CREATE TABLE metrics (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    kind text NOT NULL,
    team text NOT NULL,
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX metrics_by_age ON metrics (created_at DESC, id DESC);

-- Looks at results, kept so that intervals can be drawn over time.
CREATE TABLE looks (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    experiment text NOT NULL,
    body jsonb NOT NULL,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX looks_by_age ON looks (experiment, created_at DESC, id DESC);

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
