-- Who did what. Entries are written by triggers, in the transaction of the change they tell of, so that no way to the
-- tables passes them by; what was refused is written by the edge. Some moments later entries are sealed in batches,
-- chained and signed as receipts are: nobody waits for anybody to write an entry.

CREATE TABLE audit_entry (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor        uuid, -- null: the program itself, or nobody who is signed in
    organisation uuid, -- the actor's
    action       text NOT NULL,
    change       text NOT NULL CHECK (change IN ('created', 'changed', 'removed', 'done', 'refused', 'failed')),
    kind         text NOT NULL,
    subject      text NOT NULL,
    before       jsonb, -- what changed, as it was
    after        jsonb, -- what changed, as it is
    reason       text,
    request      text,
    address      text
);
CREATE INDEX audit_entry_of_actor ON audit_entry (actor, id);
CREATE INDEX audit_entry_of_organisation ON audit_entry (organisation, id);
CREATE INDEX audit_entry_of_subject ON audit_entry (subject, id);
CREATE INDEX audit_entry_by_time ON audit_entry (at);

-- Entries that no batch has yet. Without regard to the order of transactions: one that commits late is in a later batch.
CREATE TABLE audit_pending (entry bigint PRIMARY KEY);

CREATE TABLE audit_batch (
    chain     text COLLATE "C" NOT NULL,
    sequence  bigint NOT NULL,
    records   int NOT NULL CHECK (records > 0),
    root      bytea NOT NULL,
    previous  bytea NOT NULL,
    at        timestamptz NOT NULL,
    key       text NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (chain, sequence)
);
CREATE INDEX audit_batch_by_time ON audit_batch (at);

-- No foreign keys: to check them takes the right to update, which nobody is to have.
CREATE TABLE audit_place (
    entry    bigint PRIMARY KEY,
    sequence bigint NOT NULL,
    place    int NOT NULL,
    UNIQUE (sequence, place)
);

CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_batch_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_batch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_place_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_place
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_batch, audit_place FROM CURRENT_USER;

CREATE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_pending (entry) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER queue AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_queue();

-- What of one is not so in the other. Secrets are named, not shown; long texts that never change stand by their hash.
CREATE FUNCTION audit_difference(one jsonb, other jsonb, hidden text[], hashed text[], ignored text[]) RETURNS jsonb
    LANGUAGE sql STABLE AS $$
    SELECT jsonb_object_agg(key, CASE
               WHEN key = ANY (hidden) THEN to_jsonb('redacted'::text)
               WHEN key = ANY (hashed)
                   THEN to_jsonb('sha256:' || encode(sha256(convert_to(value::text, 'UTF8')), 'hex'))
               ELSE value END)
    FROM jsonb_each(one)
    WHERE value <> 'null' AND value IS DISTINCT FROM other -> key AND key <> ALL (ignored)
$$;

-- Arguments: kind, column of the subject, hidden, hashed and ignored columns. Who acts stands in app.action. It has the
-- owner's rights: who acts for an organisation may not write here by himself.
CREATE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    act    jsonb := coalesce(nullif(current_setting('app.action', true), ''), '{}');
    was    jsonb := coalesce(to_jsonb(OLD), '{}');
    is_now jsonb := coalesce(to_jsonb(NEW), '{}');
    hidden text[] := coalesce(TG_ARGV[2], '{}');
    hashed text[] := coalesce(TG_ARGV[3], '{}');
    ignored text[] := coalesce(TG_ARGV[4], '{}');
    before jsonb := audit_difference(was, is_now, hidden, hashed, ignored);
    after  jsonb := audit_difference(is_now, was, hidden, hashed, ignored);
BEGIN
    IF before IS NULL AND after IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO audit_entry (actor, organisation, action, change, kind, subject, before, after, reason, request, address)
    VALUES ((act ->> 'actor')::uuid, (act ->> 'organisation')::uuid, coalesce(act ->> 'action', 'system'),
            CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END,
            TG_ARGV[0], coalesce(is_now ->> TG_ARGV[1], was ->> TG_ARGV[1]), before, after,
            act ->> 'reason', act ->> 'request', act ->> 'address');
    RETURN NULL;
END $$;

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON organisation
    FOR EACH ROW EXECUTE FUNCTION audit_change('organisation', 'id');
-- People can be forgotten, entries cannot: whom an id stands for is said by the table alone.
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON marketplace_user
    FOR EACH ROW EXECUTE FUNCTION audit_change('user', 'id', '{email,full_name,password_hash}', '{}',
                                               '{failed_sign_ins}');
CREATE TRIGGER audit AFTER INSERT OR UPDATE ON session
    FOR EACH ROW EXECUTE FUNCTION audit_change('session', 'marketplace_user', '{token}');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON signing_key
    FOR EACH ROW EXECUTE FUNCTION audit_change('signing_key', 'id', '{sealed_jwk}');
-- Not on the last use of a key, which changes with every shipment.
CREATE TRIGGER audit
    AFTER INSERT OR DELETE OR UPDATE OF organisation, name, project, digest, scope_services, scope_routes, scope_models,
        scope_addresses, requests_per_minute, tokens_per_minute, budget_nanos, budget_currency, retiring_digest,
        retiring_until, expires_at, revoked_at
    ON api_key FOR EACH ROW EXECUTE FUNCTION audit_change('key', 'id', '{digest,retiring_digest}');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON plan
    FOR EACH ROW EXECUTE FUNCTION audit_change('plan', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON subscription
    FOR EACH ROW EXECUTE FUNCTION audit_change('subscription', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON budget
    FOR EACH ROW EXECUTE FUNCTION audit_change('budget', 'organisation');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON project
    FOR EACH ROW EXECUTE FUNCTION audit_change('project', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON credential
    FOR EACH ROW EXECUTE FUNCTION audit_change('credential', 'service', '{sealed}');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON verdict
    FOR EACH ROW EXECUTE FUNCTION audit_change('verdict', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON consumption_rules
    FOR EACH ROW EXECUTE FUNCTION audit_change('consumption_rules', 'organisation');
-- An import of thousands of listings is one entry, which its store writes.
CREATE TRIGGER audit AFTER INSERT ON service_version
    FOR EACH ROW WHEN (NOT NEW.imported)
    EXECUTE FUNCTION audit_change('version', 'id', '{}', '{manifest}');
CREATE TRIGGER audit_moves AFTER UPDATE OR DELETE ON service_version
    FOR EACH ROW EXECUTE FUNCTION audit_change('version', 'id', '{}', '{manifest}');
