-- What calling services has shown.

CREATE TABLE test_report (
    version  uuid NOT NULL, -- no foreign key: a version that is withdrawn leaves what was seen of it
    at       timestamptz NOT NULL,
    findings jsonb NOT NULL,
    PRIMARY KEY (version, at)
);
CREATE INDEX test_report_by_time ON test_report (at);
