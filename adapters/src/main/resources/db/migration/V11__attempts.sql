-- How often a call's request was sent to the provider; of a call cut short by a crash that is not known.
ALTER TABLE usage_record ADD COLUMN attempts int NOT NULL DEFAULT 1 CHECK (attempts >= 0);
