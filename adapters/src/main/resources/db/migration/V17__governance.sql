-- What policies have decided about calls, and what organisations want of theirs.

CREATE TABLE verdict (
    id           uuid PRIMARY KEY,
    consumer     uuid REFERENCES organisation, -- null: everybody's calls
    subject_kind text NOT NULL CHECK (subject_kind IN ('service', 'model', 'provider', 'everything', 'country')),
    subject      text NOT NULL, -- of services and providers the id; of everything nothing
    effect       text NOT NULL CHECK (effect IN ('allow', 'deny')),
    policy       text NOT NULL,
    reason       text NOT NULL,
    remediation  text,
    expires_at   timestamptz
);
CREATE INDEX verdict_of_consumer ON verdict (consumer, id);
CREATE INDEX verdict_by_expiry ON verdict (expires_at) WHERE expires_at IS NOT NULL;
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON verdict
    FOR EACH ROW EXECUTE FUNCTION announce('verdict', 'id');

CREATE TABLE consumption_rules (
    organisation  uuid PRIMARY KEY REFERENCES organisation,
    residency     text[] NOT NULL, -- empty: anywhere
    cache_seconds int NOT NULL CHECK (cache_seconds BETWEEN 0 AND 86400),
    changed_at    timestamptz NOT NULL
);
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON consumption_rules
    FOR EACH ROW EXECUTE FUNCTION announce('rules', 'organisation');

GRANT SELECT ON verdict TO marketplace_tenant;
GRANT SELECT, INSERT, UPDATE ON consumption_rules TO marketplace_tenant;

ALTER TABLE verdict ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON verdict FOR SELECT TO marketplace_tenant
    USING (consumer IS NULL OR consumer = acting_organisation());

ALTER TABLE consumption_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON consumption_rules TO marketplace_tenant USING (organisation = acting_organisation());
