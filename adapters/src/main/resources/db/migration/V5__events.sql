-- How others hear of changes.

-- Ordered by the transaction that wrote. A reader takes only what is older than every transaction still running
-- (pg_snapshot_xmin), so that it never passes by one that commits late.
CREATE TABLE outbox (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    sequence    bigint GENERATED ALWAYS AS IDENTITY,
    topic       text NOT NULL,
    type        text NOT NULL,
    key         text NOT NULL,
    payload     jsonb NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, transaction, sequence)
);

-- Announcements are hints on the channel 'marketplace', written kind:id. Who listens reads the row itself.
CREATE FUNCTION announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('marketplace', TG_ARGV[0] || ':' || (to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[1]));
    RETURN NULL;
END $$;

CREATE FUNCTION announce_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('marketplace', 'event:' || topic) FROM (SELECT DISTINCT topic FROM added) AS topics;
    RETURN NULL;
END $$;

CREATE TRIGGER announce AFTER INSERT ON outbox
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION announce_events();

-- Not on the last use of a key, which changes with every shipment.
CREATE TRIGGER announce
    AFTER INSERT OR DELETE OR UPDATE OF organisation, digest, scope_services, scope_routes, expires_at, revoked_at
    ON api_key FOR EACH ROW EXECUTE FUNCTION announce('key', 'id');
CREATE TRIGGER announce AFTER UPDATE OF suspended ON organisation
    FOR EACH ROW WHEN (OLD.suspended <> NEW.suspended) EXECUTE FUNCTION announce('organisation', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON service_version
    FOR EACH ROW EXECUTE FUNCTION announce('service', 'service');
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON credential
    FOR EACH ROW EXECUTE FUNCTION announce('service', 'service');
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON subscription
    FOR EACH ROW EXECUTE FUNCTION announce('subscription', 'id');
CREATE TRIGGER announce AFTER UPDATE ON plan
    FOR EACH ROW EXECUTE FUNCTION announce('plan', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON budget
    FOR EACH ROW EXECUTE FUNCTION announce('budget', 'organisation');
