-- What services must keep to be listed, and exceptions from it.

-- A row is one version; the highest one of an id is present.
CREATE TABLE policy_version (
    id          text COLLATE "C" NOT NULL,
    version     int NOT NULL CHECK (version > 0),
    type        text NOT NULL CHECK (type IN ('data-residency', 'compliance', 'security', 'pricing', 'access-control',
                                              'rate-limiting', 'content-filtering', 'data-classification')),
    severity    text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
    occasion    text NOT NULL CHECK (occasion IN ('publication', 'access')),
    consequence text CHECK (consequence IN ('block', 'approval', 'warn')), -- null: as the severity says
    enabled     boolean NOT NULL,
    title       text NOT NULL,
    description text NOT NULL,
    remediation text NOT NULL,
    field       text NOT NULL,
    condition   text, -- null: about everything
    requirement text NOT NULL,
    found       text,
    removed     boolean NOT NULL,
    stored_at   timestamptz NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE TRIGGER policy_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit AFTER INSERT ON policy_version
    FOR EACH ROW EXECUTE FUNCTION audit_change('policy', 'id');

CREATE TABLE policy_waiver (
    id         uuid PRIMARY KEY,
    policy     text COLLATE "C" NOT NULL,
    provider   uuid NOT NULL REFERENCES organisation,
    service    text COLLATE "C" NOT NULL, -- provider/service, which may be still to come
    reason     text NOT NULL,
    approver   uuid NOT NULL REFERENCES marketplace_user,
    granted_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX policy_waiver_of_service ON policy_waiver (service, expires_at);
CREATE INDEX policy_waiver_of_provider ON policy_waiver (provider, id);
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON policy_waiver
    FOR EACH ROW EXECUTE FUNCTION audit_change('waiver', 'id');

-- Everybody may know the policies; exceptions are their provider's.
GRANT SELECT ON policy_version, policy_waiver TO marketplace_tenant;
ALTER TABLE policy_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybodys ON policy_version FOR SELECT TO marketplace_tenant USING (true);
ALTER TABLE policy_waiver ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON policy_waiver FOR SELECT TO marketplace_tenant USING (provider = acting_organisation());

-- Active versions that were suspended because a policy is not kept; they return when all are. Who moves such a version
-- takes it out of the policies' hands.
CREATE TABLE policy_suspension (
    version  uuid PRIMARY KEY REFERENCES service_version,
    findings jsonb NOT NULL,
    at       timestamptz NOT NULL
);
CREATE TRIGGER audit AFTER INSERT OR DELETE ON policy_suspension
    FOR EACH ROW EXECUTE FUNCTION audit_change('policy_suspension', 'version');

CREATE FUNCTION end_policy_suspension() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM policy_suspension WHERE version = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER end_policy_suspension AFTER UPDATE OF status ON service_version
    FOR EACH ROW WHEN (OLD.status = 'suspended' AND NEW.status <> 'suspended')
    EXECUTE FUNCTION end_policy_suspension();

-- When each was judged for the last time, and by what: the sweep between looks at those only of which that has changed.
CREATE TABLE policy_judgement (
    version   uuid PRIMARY KEY REFERENCES service_version,
    basis     text NOT NULL,
    judged_at timestamptz NOT NULL
);
ALTER TABLE policy_suspension ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy_judgement ENABLE ROW LEVEL SECURITY;
