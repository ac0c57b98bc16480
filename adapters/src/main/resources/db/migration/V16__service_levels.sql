-- How services keep what they promise. Sums begin with this version; windows fill as calls come.

-- Figures are in classes of equal ratio, see duration_class; -1 where a row only counts.
CREATE TABLE service_quality (
    service uuid NOT NULL,
    grain   text COLLATE "C" NOT NULL CHECK (grain IN ('minute', 'hour', 'day')),
    bucket  timestamptz NOT NULL, -- its beginning, UTC
    measure text COLLATE "C" NOT NULL
        CHECK (measure IN ('served', 'failed', 'not-counted', 'answer', 'first-token', 'speed')),
    class   smallint NOT NULL,
    calls   bigint NOT NULL,
    PRIMARY KEY (service, grain, bucket, measure, class)
);
CREATE INDEX service_quality_by_time ON service_quality (grain, bucket);

CREATE TABLE sla_breach (
    id        uuid PRIMARY KEY,
    service   uuid NOT NULL,
    provider  uuid NOT NULL,
    version   uuid NOT NULL,
    promise   text NOT NULL CHECK (promise IN ('latency', 'error_rate', 'availability')),
    severity  text NOT NULL CHECK (severity IN ('warning', 'critical')),
    threshold double precision NOT NULL,
    actual    double precision NOT NULL,
    sample    bigint NOT NULL,
    began_at  timestamptz NOT NULL,
    seen_at   timestamptz NOT NULL,
    ended_at  timestamptz -- null while it lasts
);
CREATE UNIQUE INDEX sla_breach_lasting ON sla_breach (service, promise) WHERE ended_at IS NULL;
CREATE INDEX sla_breach_by_time ON sla_breach (began_at, id);
CREATE INDEX sla_breach_of_provider ON sla_breach (provider, began_at, id);

GRANT SELECT ON sla_breach TO marketplace_tenant;
ALTER TABLE sla_breach ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON sla_breach FOR SELECT TO marketplace_tenant USING (provider = acting_organisation());
