-- A project can be archived. Its keys are revoked with it; what they used stays under it, and its name is free again.

ALTER TABLE project ADD COLUMN archived_at timestamptz;
ALTER TABLE project DROP CONSTRAINT project_organisation_name_key;
CREATE UNIQUE INDEX project_name ON project (organisation, name) WHERE archived_at IS NULL;
CREATE INDEX api_key_project ON api_key (project) WHERE project IS NOT NULL;
