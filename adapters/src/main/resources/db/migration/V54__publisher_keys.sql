-- Keys that organisations sign their versions with. They are revoked, never removed.
CREATE TABLE publisher_key (
    organisation  uuid NOT NULL REFERENCES organisation,
    fingerprint   text COLLATE "C" NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    name          text NOT NULL,
    public_key    text NOT NULL, -- SubjectPublicKeyInfo, Base64
    registered_at timestamptz NOT NULL,
    revoked_at    timestamptz,
    PRIMARY KEY (organisation, fingerprint)
);
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON publisher_key
    FOR EACH ROW EXECUTE FUNCTION audit_change('publisher_key', 'fingerprint');

GRANT SELECT ON publisher_key TO marketplace_tenant;
ALTER TABLE publisher_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON publisher_key FOR SELECT TO marketplace_tenant USING (organisation = acting_organisation());
