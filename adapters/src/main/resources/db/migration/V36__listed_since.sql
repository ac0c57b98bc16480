-- When a service came onto the list for the first time: what is new is told from what has a new version.
ALTER TABLE service ADD COLUMN listed_at timestamptz;

UPDATE service SET listed_at = first.at
FROM (SELECT service, min(published_at) AS at FROM service_version WHERE published_at IS NOT NULL GROUP BY service) first
WHERE first.service = service.id;

CREATE FUNCTION note_first_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE service SET listed_at = NEW.published_at WHERE id = NEW.service AND listed_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER first_listing AFTER INSERT OR UPDATE OF published_at ON service_version
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION note_first_listing();

CREATE INDEX service_listed ON service (listed_at DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX service_version_deprecated ON service_version (deprecated_at DESC) WHERE status = 'deprecated';
