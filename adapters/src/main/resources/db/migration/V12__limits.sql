-- Limits of plans, keys and budgets of keys; scopes of keys by model and address; secrets that retire.

ALTER TABLE plan ADD COLUMN tokens_per_minute bigint NOT NULL DEFAULT 0;
-- Only where nobody has changed the plan that a new installation begins with.
UPDATE plan SET tokens_per_minute = new.tokens_per_minute
FROM (VALUES ('basic', 10, 20, 100000, 20, 60000),
             ('premium', 100, 200, 10000000, 200, 1000000),
             ('enterprise', 1000, 2000, 1000000000, 2000, 10000000))
    AS new (name, requests_per_second, burst, tokens_per_month, concurrency, tokens_per_minute)
WHERE (plan.name, plan.requests_per_second, plan.burst, plan.tokens_per_month, plan.concurrency)
    = (new.name, new.requests_per_second, new.burst, new.tokens_per_month, new.concurrency);

ALTER TABLE api_key
    ADD COLUMN scope_models        text[] NOT NULL DEFAULT '{}',
    ADD COLUMN scope_addresses     text[] NOT NULL DEFAULT '{}',
    ADD COLUMN requests_per_minute bigint NOT NULL DEFAULT 0,
    ADD COLUMN tokens_per_minute   bigint NOT NULL DEFAULT 0,
    ADD COLUMN budget_nanos        bigint CHECK (budget_nanos >= 0),
    ADD COLUMN budget_currency     text,
    ADD COLUMN retiring_digest     bytea UNIQUE,
    ADD COLUMN retiring_until      timestamptz,
    ADD CONSTRAINT budget_is_whole CHECK ((budget_nanos IS NULL) = (budget_currency IS NULL)),
    ADD CONSTRAINT retiring_is_whole CHECK ((retiring_digest IS NULL) = (retiring_until IS NULL));

DROP TRIGGER announce ON api_key;
-- Not on the last use of a key, which changes with every shipment.
CREATE TRIGGER announce
    AFTER INSERT OR DELETE OR UPDATE OF organisation, digest, scope_services, scope_routes, scope_models,
        scope_addresses, requests_per_minute, tokens_per_minute, budget_nanos, budget_currency, retiring_digest,
        retiring_until, expires_at, revoked_at
    ON api_key FOR EACH ROW EXECUTE FUNCTION announce('key', 'id');

-- A key's account of money shows as its organisation's does.
DROP POLICY own ON allowance_account;
CREATE POLICY own ON allowance_account FOR SELECT TO marketplace_tenant
    USING (owner = acting_organisation()
           OR owner IN (SELECT id FROM subscription)
           OR owner IN (SELECT id FROM api_key));
