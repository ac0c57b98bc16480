-- Events that leave the program, and the webhooks that they are sent to.

-- What the world outside is told is written with the event that the rooms hear, in the same row: told is its type, null where
-- nobody outside is told; data is for everybody who may hear of it, confidential is added for its owner.
ALTER TABLE outbox
    ADD COLUMN id           uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN told         text COLLATE "C",
    ADD COLUMN subject      text,
    ADD COLUMN owner        uuid,   -- the organisation whose thing it is; null where it is the marketplace's
    ADD COLUMN audience     text[] COLLATE "C", -- slugs of others who may hear of it; * for everybody
    ADD COLUMN data         jsonb,
    ADD COLUMN confidential jsonb;
CREATE INDEX outbox_told ON outbox (transaction, sequence) WHERE told IS NOT NULL;

CREATE TABLE webhook (
    id               uuid PRIMARY KEY,
    organisation     uuid NOT NULL REFERENCES organisation,
    url              text NOT NULL,
    description      text NOT NULL,
    events           text[] COLLATE "C" NOT NULL,
    scope            text NOT NULL CHECK (scope IN ('own', 'visible', 'everything')),
    secret           bytea NOT NULL, -- sealed
    retiring_secret  bytea,
    retiring_until   timestamptz,
    disabled_because text,           -- null as long as it is sent events
    failing_since    timestamptz,
    created_at       timestamptz NOT NULL
);
CREATE INDEX webhook_of_organisation ON webhook (organisation, created_at);

CREATE TABLE webhook_delivery (
    id           uuid PRIMARY KEY,
    webhook      uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
    organisation uuid NOT NULL,
    event        uuid NOT NULL,
    type         text NOT NULL,
    subject      text NOT NULL,
    body         text NOT NULL,
    state        text NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
    failures     int NOT NULL,
    created_at   timestamptz NOT NULL,
    next_attempt timestamptz, -- null when it has ended
    ended_at     timestamptz,
    UNIQUE (webhook, event)
);
CREATE INDEX webhook_delivery_by_time ON webhook_delivery (webhook, created_at DESC, id DESC);
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at);

CREATE TABLE webhook_attempt (
    delivery uuid NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
    number   int NOT NULL,
    at       timestamptz NOT NULL,
    millis   bigint NOT NULL,
    status   int,
    error    text,
    response text NOT NULL,
    PRIMARY KEY (delivery, number)
);

-- Nobody outside was told anything so far.
INSERT INTO follower (name, position) VALUES ('webhooks', '0.0');

-- Jobs of deliveries, apart from those of submissions, which do not wait for receivers.
CREATE TABLE webhook_job (LIKE scheduled_tasks INCLUDING ALL);

GRANT SELECT, INSERT, UPDATE, DELETE ON webhook TO marketplace_tenant;
GRANT SELECT ON webhook_delivery, webhook_attempt TO marketplace_tenant;
ALTER TABLE webhook ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON webhook TO marketplace_tenant USING (organisation = acting_organisation());
CREATE POLICY own ON webhook_delivery FOR SELECT TO marketplace_tenant USING (organisation = acting_organisation());
CREATE POLICY own ON webhook_attempt FOR SELECT TO marketplace_tenant
    USING (delivery IN (SELECT id FROM webhook_delivery));

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON webhook
    FOR EACH ROW EXECUTE FUNCTION audit_change('webhook', 'id', '{secret,retiring_secret}', '{}', '{failing_since}');
