-- Results of calls that were made idempotent, and how far events have been purged.

CREATE TABLE replay (
    api_key         uuid NOT NULL,
    route           text COLLATE "C" NOT NULL,
    idempotency_key text COLLATE "C" NOT NULL,
    body_hash       text NOT NULL,
    state           text NOT NULL CHECK (state IN ('claimed', 'made', 'gone')),
    holder          text NOT NULL, -- the gateway that makes the call
    call            uuid NOT NULL,
    claimed_at      timestamptz NOT NULL,
    status          int,
    content_type    text,
    cost            text,
    answer          bytea,
    PRIMARY KEY (api_key, route, idempotency_key),
    CHECK ((state = 'made') = (answer IS NOT NULL))
);
CREATE INDEX replay_by_time ON replay (claimed_at);
CREATE INDEX replay_claimed ON replay (holder) WHERE state = 'claimed';

-- A reader whose position is before this has missed events and must begin anew.
CREATE TABLE outbox_horizon (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    transaction xid8 NOT NULL,
    sequence    bigint NOT NULL
);
INSERT INTO outbox_horizon (transaction, sequence) VALUES ('0', 0);
