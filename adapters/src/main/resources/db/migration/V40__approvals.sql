-- Questions to approvers, and what they have answered.

CREATE TABLE approval (
    id           uuid PRIMARY KEY,
    type         text NOT NULL CHECK (type IN ('service_publish', 'service_update')),
    version      uuid NOT NULL UNIQUE, -- no foreign key: a version that is withdrawn leaves what was said about it
    requester    uuid NOT NULL,
    organisation uuid NOT NULL REFERENCES organisation, -- the requester's
    levels       text[] NOT NULL,
    state        text NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'changes_requested', 'cancelled',
                                                'expired')),
    votes        jsonb NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    closed_at    timestamptz,
    revision     bigint NOT NULL
);
CREATE INDEX approval_by_time ON approval (created_at, id);
CREATE INDEX approval_of_requester ON approval (requester, type, closed_at) WHERE state = 'approved';

GRANT SELECT ON approval TO marketplace_tenant;
ALTER TABLE approval ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON approval FOR SELECT TO marketplace_tenant USING (organisation = acting_organisation());

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON approval
    FOR EACH ROW EXECUTE FUNCTION audit_change('approval', 'id', '{}', '{}', '{revision}');
