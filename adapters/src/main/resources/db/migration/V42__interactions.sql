-- What people do with listings, of those alone who consented: a row of interaction needs one of personalisation, and goes
-- with it when the consent is withdrawn. Hours are kept, not moments.
CREATE TABLE personalisation (
    marketplace_user uuid PRIMARY KEY REFERENCES marketplace_user,
    organisation     uuid NOT NULL REFERENCES organisation,
    consented_at     timestamptz NOT NULL
);

CREATE TABLE interaction (
    marketplace_user uuid NOT NULL REFERENCES personalisation ON DELETE CASCADE,
    organisation     uuid NOT NULL REFERENCES organisation,
    service          uuid NOT NULL REFERENCES service,
    kind             text COLLATE "C" NOT NULL CHECK (kind IN ('view', 'click', 'use')),
    hour             timestamptz NOT NULL, -- its beginning, UTC
    times            int NOT NULL CHECK (times > 0),
    PRIMARY KEY (marketplace_user, service, kind, hour)
);
CREATE INDEX interaction_by_time ON interaction (hour);

GRANT SELECT, INSERT, UPDATE, DELETE ON personalisation, interaction TO marketplace_tenant;
ALTER TABLE personalisation ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON personalisation TO marketplace_tenant USING (organisation = acting_organisation());
ALTER TABLE interaction ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON interaction TO marketplace_tenant USING (organisation = acting_organisation());

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON personalisation
    FOR EACH ROW EXECUTE FUNCTION audit_change('personalisation', 'marketplace_user');
