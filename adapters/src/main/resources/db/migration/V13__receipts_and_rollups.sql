-- Proof of what was used, and its sums.

ALTER TABLE usage_record ADD COLUMN batch uuid; -- null: shipped before batches were sealed
CREATE INDEX usage_record_of_batch ON usage_record (batch, call);

CREATE TABLE receipt_batch (
    id        uuid PRIMARY KEY,
    chain     text COLLATE "C" NOT NULL, -- the journal that was shipped
    sequence  bigint NOT NULL,
    records   int NOT NULL CHECK (records > 0),
    root      bytea NOT NULL,
    previous  bytea NOT NULL,
    at        timestamptz NOT NULL,
    key       text NOT NULL,
    signature bytea NOT NULL,
    UNIQUE (chain, sequence)
);
CREATE INDEX receipt_batch_by_time ON receipt_batch (at);
CREATE TRIGGER receipt_batch_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_batch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Public keys that have signed.
CREATE TABLE receipt_key (
    x             text PRIMARY KEY,
    first_used_at timestamptz NOT NULL DEFAULT now()
);

-- Eight classes to a doubling; -1 of calls that were not completed.
CREATE FUNCTION duration_class(outcome text, micros bigint) RETURNS smallint LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN outcome = 'completed' THEN CAST(floor(8 * ln(greatest(micros, 1)) / ln(2)) AS smallint) ELSE -1 END;

CREATE TABLE usage_rollup (
    consumer       uuid NOT NULL,
    grain          text NOT NULL CHECK (grain IN ('minute', 'hour', 'day')),
    bucket         timestamptz NOT NULL, -- its beginning, UTC
    provider       uuid NOT NULL,
    service        uuid NOT NULL,
    api_key        uuid NOT NULL,
    outcome        text NOT NULL,
    currency       text NOT NULL,
    duration_class smallint NOT NULL,
    calls          bigint NOT NULL,
    prompt_tokens  numeric(30) NOT NULL,
    answer_tokens  numeric(30) NOT NULL,
    cost_nanos     numeric(30) NOT NULL,
    PRIMARY KEY (consumer, grain, bucket, provider, service, api_key, outcome, currency, duration_class)
);
CREATE INDEX usage_rollup_of_provider ON usage_rollup (provider, grain, bucket);

INSERT INTO usage_rollup
SELECT r.consumer, g.grain, date_trunc(g.grain, r.started_at, 'UTC'), r.provider, r.service, r.api_key, r.outcome,
       r.currency, duration_class(r.outcome, r.duration_micros),
       count(*), sum(r.prompt_tokens), sum(r.answer_tokens), sum(r.cost_nanos)
FROM usage_record r CROSS JOIN (VALUES ('minute'), ('hour'), ('day')) AS g (grain)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

GRANT SELECT ON usage_rollup TO marketplace_tenant;
-- As with the records: both sides of a call see it.
ALTER TABLE usage_rollup ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON usage_rollup FOR SELECT TO marketplace_tenant
    USING (consumer = acting_organisation() OR provider = acting_organisation());

-- What keys have spent so far, so that a budget that is set in the middle of a month counts it.
INSERT INTO allowance_account (owner, unit, month, spent, leased, granted)
SELECT api_key, currency, date_trunc('month', started_at AT TIME ZONE 'UTC')::date, sum(cost_nanos), 0, 0
FROM usage_record WHERE cost_nanos > 0
GROUP BY 1, 2, 3
ON CONFLICT (owner, unit, month) DO UPDATE SET spent = excluded.spent;
