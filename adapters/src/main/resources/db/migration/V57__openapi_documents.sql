-- OpenAPI documents move out of manifests: whoever reads a version reads that there is one, and how long it is.
CREATE TABLE openapi_document (
    version  uuid PRIMARY KEY REFERENCES service_version ON DELETE CASCADE,
    document text NOT NULL
);
ALTER TABLE openapi_document ENABLE ROW LEVEL SECURITY;

INSERT INTO openapi_document (version, document)
SELECT id, manifest #>> '{documents,openapi}' FROM service_version
WHERE jsonb_typeof(manifest #> '{documents,openapi}') = 'string';

-- Nothing that anybody did: no entries in the audit trail.
ALTER TABLE service_version DISABLE TRIGGER USER;
UPDATE service_version v
SET manifest = jsonb_set(v.manifest, '{documents,openapi}', jsonb_build_object(
        'digest', encode(sha256(convert_to(d.document, 'UTF8')), 'hex'), 'size', octet_length(d.document)))
FROM openapi_document d WHERE d.version = v.id;
ALTER TABLE service_version ENABLE TRIGGER USER;
