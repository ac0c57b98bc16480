-- How many bytes a call moved, headers excluded; of older calls, and of those cut short by a crash, that is not known.
ALTER TABLE usage_record
    ADD COLUMN request_bytes bigint NOT NULL DEFAULT 0 CHECK (request_bytes >= 0),
    ADD COLUMN answer_bytes bigint NOT NULL DEFAULT 0 CHECK (answer_bytes >= 0);
