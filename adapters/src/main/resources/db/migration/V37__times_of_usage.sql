-- How much services were called of late, for ranking and trends. Minutes need not be kept in order of time.
CREATE INDEX usage_rollup_by_time ON usage_rollup (grain, bucket) WHERE grain IN ('hour', 'day');
