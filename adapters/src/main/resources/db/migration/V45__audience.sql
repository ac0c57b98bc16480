-- For whom a version is listed: null for everybody, else the slugs of the organisations that may know of it. What the listed
-- version says holds for its service.

CREATE FUNCTION listing_audience(manifest jsonb) RETURNS text[] IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN coalesce(manifest #>> '{audience,visibility}', 'public') <> 'public'
        THEN array_append(
            ARRAY (SELECT jsonb_array_elements_text(coalesce(manifest #> '{audience,organisations}', '[]'))),
            split_part(manifest ->> 'name', '/', 1))
        END
$$;

ALTER TABLE service_version ADD COLUMN audience text[] GENERATED ALWAYS AS (listing_audience(manifest)) STORED;
CREATE INDEX service_version_restricted ON service_version (service) WHERE audience IS NOT NULL;

CREATE VIEW restricted_service AS
    SELECT candidate.service, listed.audience
    FROM (SELECT DISTINCT service FROM service_version WHERE audience IS NOT NULL) candidate
    CROSS JOIN LATERAL (
        SELECT v.audience FROM service_version v
        WHERE v.service = candidate.service AND v.status IN ('active', 'deprecated')
        ORDER BY v.status = 'active' DESC, v.major DESC, v.minor DESC, v.patch DESC LIMIT 1) listed
    WHERE listed.audience IS NOT NULL;
