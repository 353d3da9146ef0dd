-- The previous version goes on writing while this one starts: every new column has a default that is right for its rows.
-- `is_open` is now false for supporting experiments, so that the unique index is about decisive ones.
ALTER TABLE experiments
    ADD COLUMN supporting text NOT NULL DEFAULT 'false',
    ADD COLUMN wake_at timestamptz;
CREATE INDEX experiments_by_idea ON experiments (idea, state);
CREATE INDEX experiments_due ON experiments (wake_at) WHERE wake_at IS NOT NULL;

-- Squares, for variances; `squared` says how many units are in them. The previous version leaves both out, and then they are
-- summed from `outcomes` when they are read.
ALTER TABLE tallies
    ADD COLUMN squares numeric NOT NULL DEFAULT 0,
    ADD COLUMN squared bigint NOT NULL DEFAULT 0;
UPDATE tallies SET squared = units, squares = (
    SELECT coalesce(sum(value::numeric * value::numeric), 0)
    FROM outcomes JOIN exposures USING (experiment_id, unit)
    WHERE outcomes.experiment_id = tallies.experiment_id
        AND exposures.arm = tallies.arm AND outcomes.metric = tallies.metric
);

-- The metric library; the id is the key.
CREATE TABLE metrics (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    kind text NOT NULL,
    team text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX metrics_by_age ON metrics (created_at DESC, id DESC);

-- Looks at results, kept so that intervals can be drawn over time.
CREATE TABLE looks (
    id text PRIMARY KEY,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    experiment text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX looks_by_age ON looks (experiment, created_at DESC, id DESC);

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
