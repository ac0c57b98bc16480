-- How much services were called of late, for ranking. Of days alone: the other sums need not be kept in order of time.
CREATE INDEX usage_rollup_of_days ON usage_rollup (bucket) WHERE grain = 'day';
