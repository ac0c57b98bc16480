-- What of a listing was changed without a new version: texts, tags, logo. The version's manifest holds the latest; here stands
-- who changed what, as it was and as it is.
CREATE TABLE listing_revision (
    service      uuid NOT NULL REFERENCES service,
    version      uuid NOT NULL REFERENCES service_version,
    number       int NOT NULL CHECK (number > 0),
    sequence     bigint GENERATED ALWAYS AS IDENTITY,
    organisation uuid NOT NULL, -- the author's
    actor        uuid NOT NULL,
    at           timestamptz NOT NULL,
    changes      jsonb NOT NULL CHECK (jsonb_array_length(changes) > 0),
    PRIMARY KEY (version, number)
);
CREATE INDEX listing_revision_of_service ON listing_revision (service, sequence);
CREATE TRIGGER listing_revision_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON listing_revision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT ON listing_revision TO marketplace_tenant;
ALTER TABLE listing_revision ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listing_revision FOR SELECT TO marketplace_tenant
    USING (service IN (SELECT id FROM service WHERE provider = acting_organisation()));
