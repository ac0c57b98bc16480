-- What is listed is tested again and again.

CREATE TABLE probe (
    version  uuid PRIMARY KEY REFERENCES service_version ON DELETE CASCADE,
    due_at   timestamptz NOT NULL,
    failures int NOT NULL DEFAULT 0, -- in a row
    habits   jsonb NOT NULL DEFAULT '[]' -- how its endpoints usually answer
);
CREATE INDEX probe_by_time ON probe (due_at);

-- What providers should look at.
CREATE TABLE listing_finding (
    id        uuid PRIMARY KEY,
    service   uuid NOT NULL REFERENCES service,
    version   uuid NOT NULL REFERENCES service_version,
    kind      text NOT NULL,
    subject   text NOT NULL,
    detail    text NOT NULL,
    opened_at timestamptz NOT NULL,
    seen_at   timestamptz NOT NULL,
    closed_at timestamptz
);
CREATE UNIQUE INDEX listing_finding_open ON listing_finding (version, kind, subject) WHERE closed_at IS NULL;
CREATE INDEX listing_finding_of_service ON listing_finding (service, opened_at);

-- Versions that were suspended because they failed their probes; they return when they pass one. Who moves such a version
-- takes it out of quarantine, and it begins anew.
CREATE TABLE quarantine (
    version uuid PRIMARY KEY REFERENCES service_version,
    reason  text NOT NULL,
    at      timestamptz NOT NULL
);
CREATE TRIGGER audit AFTER INSERT OR DELETE ON quarantine
    FOR EACH ROW EXECUTE FUNCTION audit_change('quarantine', 'version');

CREATE FUNCTION end_quarantine() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM quarantine WHERE version = NEW.id;
    IF FOUND THEN
        UPDATE probe SET failures = 0 WHERE version = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER end_quarantine AFTER UPDATE OF status ON service_version
    FOR EACH ROW WHEN (OLD.status = 'suspended' AND NEW.status <> 'suspended')
    EXECUTE FUNCTION end_quarantine();

GRANT SELECT ON listing_finding TO marketplace_tenant;
ALTER TABLE probe ENABLE ROW LEVEL SECURITY;
ALTER TABLE listing_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listing_finding FOR SELECT TO marketplace_tenant
    USING (service IN (SELECT id FROM service WHERE provider = acting_organisation()));
ALTER TABLE quarantine ENABLE ROW LEVEL SECURITY;
