-- What is offered. A version and a price book never change; a version's status does.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE service (
    id         uuid PRIMARY KEY,
    provider   uuid NOT NULL REFERENCES organisation,
    name       text COLLATE "C" NOT NULL UNIQUE, -- provider/service
    created_at timestamptz NOT NULL
);
CREATE INDEX service_of_provider ON service (provider);

CREATE TABLE price_book (
    id         uuid PRIMARY KEY,
    service    uuid NOT NULL REFERENCES service,
    terms      jsonb NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE TRIGGER price_book_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON price_book
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE service_version (
    id            uuid PRIMARY KEY,
    service       uuid NOT NULL REFERENCES service,
    major         int NOT NULL,
    minor         int NOT NULL,
    patch         int NOT NULL,
    status        text NOT NULL CHECK (status IN ('pending_approval', 'failed_validation', 'rejected', 'active',
                                                  'deprecated', 'suspended', 'retired')),
    status_reason text,
    category      text NOT NULL,
    manifest      jsonb NOT NULL, -- without the prices
    price_book    uuid REFERENCES price_book,
    imported      boolean NOT NULL,
    created_at    timestamptz NOT NULL,
    published_at  timestamptz,
    deprecated_at timestamptz,
    UNIQUE (service, major, minor, patch),
    CONSTRAINT active_is_priced CHECK (status <> 'active' OR price_book IS NOT NULL)
);
CREATE INDEX service_version_of_status ON service_version (status, service);

-- Sealed by the vault; one for all versions of a service.
CREATE TABLE credential (
    service   uuid PRIMARY KEY REFERENCES service,
    sealed    bytea NOT NULL,
    stored_at timestamptz NOT NULL
);
