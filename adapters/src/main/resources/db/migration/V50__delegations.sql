-- Approvers who answer for others.
CREATE TABLE approval_delegation (
    id         uuid PRIMARY KEY,
    from_user  uuid NOT NULL REFERENCES marketplace_user,
    to_user    uuid NOT NULL REFERENCES marketplace_user,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL CHECK (ends_at > starts_at),
    reason     text,
    granted_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CHECK (from_user <> to_user)
);
CREATE INDEX approval_delegation_to ON approval_delegation (to_user, ends_at);
CREATE INDEX approval_delegation_from ON approval_delegation (from_user, ends_at);
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON approval_delegation
    FOR EACH ROW EXECUTE FUNCTION audit_change('approval_delegation', 'id');
ALTER TABLE approval_delegation ENABLE ROW LEVEL SECURITY;
