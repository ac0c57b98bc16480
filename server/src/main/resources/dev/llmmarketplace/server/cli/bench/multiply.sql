-- Listed services and keys in force, as many as asked for, after the pattern of those that are there. They are not
-- announced, nor entered in the audit trail: who serves this database reads them at its next start.
\set ON_ERROR_STOP on
BEGIN;
ALTER TABLE service_version DISABLE TRIGGER USER;
ALTER TABLE api_key DISABLE TRIGGER USER;

CREATE TEMPORARY TABLE copies ON COMMIT DROP AS
SELECT number, gen_random_uuid() AS service, gen_random_uuid() AS version, gen_random_uuid() AS prices
FROM generate_series(1, :count) AS number;

CREATE TEMPORARY TABLE pattern ON COMMIT DROP AS
SELECT s.provider, s.name, v.manifest, v.category, p.terms, v.created_at
FROM service s JOIN service_version v ON v.service = s.id JOIN price_book p ON p.id = v.price_book
WHERE s.name = :'service';

INSERT INTO service (id, provider, name, created_at)
SELECT c.service, p.provider, p.name || '-' || c.number, p.created_at FROM copies c, pattern p;

INSERT INTO price_book (id, service, terms, created_at)
SELECT c.prices, c.service, p.terms, p.created_at FROM copies c, pattern p;

INSERT INTO service_version
    (id, service, major, minor, patch, status, category, manifest, price_book, imported, created_at, published_at)
SELECT c.version, c.service, 1, 0, 0, 'active', p.category,
       jsonb_set(p.manifest, '{endpoints,0,authentication}', '{"type": "none"}'),
       c.prices, false, p.created_at, p.created_at
FROM copies c, pattern p;

INSERT INTO api_key (id, organisation, name, prefix, digest, scope_services, scope_routes, created_at)
SELECT c.version, o.id, 'key ' || c.number, 'mk_' || c.number, sha256(uuid_send(c.service)), '{}', '{}', now()
FROM copies c, organisation o WHERE o.slug = :'consumer';

ALTER TABLE service_version ENABLE TRIGGER USER;
ALTER TABLE api_key ENABLE TRIGGER USER;
COMMIT;
ANALYZE;
