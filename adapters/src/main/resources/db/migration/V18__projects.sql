-- Some of an organisation's keys share limits.

CREATE TABLE project (
    id                  uuid PRIMARY KEY,
    organisation        uuid NOT NULL REFERENCES organisation,
    name                text NOT NULL,
    requests_per_minute bigint NOT NULL,
    tokens_per_minute   bigint NOT NULL,
    concurrency         int NOT NULL,
    budget_nanos        bigint CHECK (budget_nanos >= 0),
    budget_currency     text,
    created_at          timestamptz NOT NULL,
    UNIQUE (organisation, name),
    UNIQUE (organisation, id),
    CONSTRAINT budget_is_whole CHECK ((budget_nanos IS NULL) = (budget_currency IS NULL))
);
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON project
    FOR EACH ROW EXECUTE FUNCTION announce('project', 'id');

-- Never changed: what a key's calls cost is booked to its project when it is shipped.
ALTER TABLE api_key ADD COLUMN project uuid;
ALTER TABLE api_key ADD CONSTRAINT project_of_its_organisation
    FOREIGN KEY (organisation, project) REFERENCES project (organisation, id);

GRANT SELECT, INSERT, UPDATE ON project TO marketplace_tenant;
ALTER TABLE project ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON project TO marketplace_tenant USING (organisation = acting_organisation());

-- A project's account of money shows as its organisation's does.
DROP POLICY own ON allowance_account;
CREATE POLICY own ON allowance_account FOR SELECT TO marketplace_tenant
    USING (owner = acting_organisation()
           OR owner IN (SELECT id FROM subscription)
           OR owner IN (SELECT id FROM project)
           OR owner IN (SELECT id FROM api_key));
