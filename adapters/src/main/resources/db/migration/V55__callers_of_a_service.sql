-- Who has called a service is asked whenever its callers are told something.
CREATE INDEX usage_rollup_callers ON usage_rollup (service, consumer) WHERE grain = 'day';
