-- Services that change hands. Their names stay, so that nobody who calls them notices.
CREATE TABLE service_transfer (
    id            uuid PRIMARY KEY,
    service       uuid NOT NULL REFERENCES service,
    from_provider uuid NOT NULL REFERENCES organisation,
    to_provider   uuid NOT NULL REFERENCES organisation,
    state         text NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn')),
    reason        text,
    offered_by    uuid NOT NULL REFERENCES marketplace_user,
    offered_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    decided_by    uuid REFERENCES marketplace_user, -- null: nobody; it had expired when another one was offered
    decided_at    timestamptz,
    CHECK (from_provider <> to_provider)
);
CREATE UNIQUE INDEX service_transfer_pending ON service_transfer (service) WHERE state = 'pending';
CREATE INDEX service_transfer_from ON service_transfer (from_provider, offered_at);
CREATE INDEX service_transfer_to ON service_transfer (to_provider, offered_at);
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON service_transfer
    FOR EACH ROW EXECUTE FUNCTION audit_change('service_transfer', 'id');
CREATE TRIGGER audit AFTER UPDATE OF provider ON service
    FOR EACH ROW EXECUTE FUNCTION audit_change('service', 'id');
-- The gateway books calls for whoever provides the service now.
CREATE TRIGGER announce AFTER UPDATE OF provider ON service
    FOR EACH ROW EXECUTE FUNCTION announce('service', 'id');

GRANT SELECT ON service_transfer TO marketplace_tenant;
ALTER TABLE service_transfer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON service_transfer FOR SELECT TO marketplace_tenant
    USING (acting_organisation() IN (from_provider, to_provider));
