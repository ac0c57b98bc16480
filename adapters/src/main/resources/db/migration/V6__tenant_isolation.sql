-- What belongs to one consumer is shown to no other, even where a query forgets to ask. A transaction that acts for an
-- organisation takes the role marketplace_tenant and names the organisation in app.organisation; the policies below do
-- the rest. Without a name they show nothing. The owner of the tables, who migrates, ships usage and feeds gateways, is
-- not bound by them.

-- Roles belong to the whole server: another database of it may have made this one.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'marketplace_tenant') THEN
        CREATE ROLE marketplace_tenant NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$;
-- An administrator may have granted it beforehand to a user without the right to grant.
DO $$ BEGIN
    GRANT marketplace_tenant TO CURRENT_USER;
EXCEPTION WHEN insufficient_privilege THEN
    NULL;
END $$;
SET LOCAL ROLE marketplace_tenant; -- fails here rather than at the first request
RESET ROLE;

DO $$ BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO marketplace_tenant', current_schema());
END $$;
GRANT SELECT ON organisation, service, plan TO marketplace_tenant;
GRANT SELECT, INSERT, UPDATE ON subscription, api_key TO marketplace_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON budget TO marketplace_tenant;
GRANT SELECT ON usage_record, allowance_account TO marketplace_tenant;
GRANT INSERT ON outbox TO marketplace_tenant;

CREATE FUNCTION acting_organisation() RETURNS uuid LANGUAGE sql STABLE
    RETURN nullif(current_setting('app.organisation', true), '')::uuid;

ALTER TABLE subscription ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON subscription TO marketplace_tenant USING (consumer = acting_organisation());

ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON api_key TO marketplace_tenant USING (organisation = acting_organisation());

ALTER TABLE budget ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON budget TO marketplace_tenant USING (organisation = acting_organisation());

-- Both sides of a call see it.
ALTER TABLE usage_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON usage_record FOR SELECT TO marketplace_tenant
    USING (consumer = acting_organisation() OR provider = acting_organisation());

ALTER TABLE allowance_account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON allowance_account FOR SELECT TO marketplace_tenant
    USING (owner = acting_organisation() OR owner IN (SELECT id FROM subscription));
