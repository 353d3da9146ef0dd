-- Experiments: id, version, the columns that lists are filtered by, and the body.
CREATE TABLE experiments (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    idea text NOT NULL,
    state text NOT NULL,
    team text NOT NULL,
    owner text NOT NULL,
    is_open boolean NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX experiments_by_age ON experiments (created_at DESC, id DESC);
-- DECISIVE_EXPERIMENT_EXISTS, should two starts ever not take turns.
CREATE UNIQUE INDEX experiments_open ON experiments (idea) WHERE is_open;

-- What we have heard of ideas.
CREATE TABLE known_ideas (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    body jsonb NOT NULL
);

-- What we have heard of COEs of high severity on experiments.
CREATE TABLE known_coes (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    experiment text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL
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

-- What came of them; the first value of a unit and metric counts.
CREATE TABLE outcomes (
    experiment_id text NOT NULL,
    unit text NOT NULL,
    metric text NOT NULL,
    value double precision NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (experiment_id, unit, metric)
);

-- Both, counted when they are written, so that results cost arms x metrics; metric '' counts exposures. Numeric, because
-- its sums are exact and have no upper limit.
CREATE TABLE tallies (
    experiment_id text NOT NULL,
    arm text NOT NULL,
    metric text NOT NULL,
    units bigint NOT NULL,
    total numeric NOT NULL,
    PRIMARY KEY (experiment_id, arm, metric)
);
