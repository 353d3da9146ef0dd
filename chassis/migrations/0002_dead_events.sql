-- How often an event became a dead letter, and whether it is one now: then, and only then, it may be handled again.
ALTER TABLE inbox
    ADD COLUMN dead boolean NOT NULL DEFAULT false,
    ADD COLUMN deaths integer NOT NULL DEFAULT 0;
