-- What every service's database holds beside its own tables.

-- Events that the log may not have yet (transactional outbox, microservices.io). One that the log refuses counts as published.
CREATE TABLE outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    key text NOT NULL,
    headers jsonb NOT NULL,
    value bytea NOT NULL,
    published_at timestamptz,
    refused text
);
CREATE INDEX outbox_pending ON outbox (position) WHERE published_at IS NULL;

-- How many events each key of a topic has had: the number of the last one.
CREATE TABLE sequences (
    topic text NOT NULL,
    key text NOT NULL,
    last bigint NOT NULL,
    PRIMARY KEY (topic, key)
) WITH (fillfactor = 70);

-- Which log has what the outbox marked as published.
CREATE TABLE published_to (log text NOT NULL);

-- Events that took effect here, or wait in `parked` (idempotent consumer, microservices.io). A dead one may be handled again.
CREATE TABLE inbox (
    event_id text PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now(),
    dead boolean NOT NULL DEFAULT false,
    deaths integer NOT NULL DEFAULT 0
);

-- Events that came too early or met a passing trouble; later events of the same key wait behind them.
CREATE TABLE parked (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    key text NOT NULL,
    headers jsonb NOT NULL,
    value bytea NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX parked_by_key ON parked (topic, key, position);

-- Writes that were answered, so that a retry gets the first answer (AIP-155).
CREATE TABLE requests (
    actor text NOT NULL,
    request_id text NOT NULL,
    digest bytea NOT NULL,
    response_type text NOT NULL,
    response bytea NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor, request_id)
);
