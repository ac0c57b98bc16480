-- When a deprecated version is retired, and what to use instead.

ALTER TABLE service_version
    ADD COLUMN sunset_at timestamptz, -- null: not before somebody says; versions that were deprecated earlier
    ADD COLUMN successor text;        -- provider/service or provider/service@1.2.3
CREATE INDEX service_version_sunset ON service_version (sunset_at) WHERE status = 'deprecated';
