-- A version has several endpoints, each with a credential of the service's, by name.

ALTER TABLE credential ADD COLUMN name text COLLATE "C" NOT NULL DEFAULT 'default';
ALTER TABLE credential ALTER COLUMN name DROP DEFAULT;
ALTER TABLE credential DROP CONSTRAINT credential_pkey;
ALTER TABLE credential ADD PRIMARY KEY (service, name);

-- Says the same in the new form: no version changes.
UPDATE service_version
SET manifest = manifest - 'endpoint' || jsonb_build_object('endpoints', jsonb_build_array(
        '{"name": "endpoint-1", "credential": "default", "priority": 0, "weight": 1}'::jsonb || (manifest -> 'endpoint')))
WHERE manifest ? 'endpoint';
