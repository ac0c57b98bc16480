-- What was used, and who owes what for it. Nothing here is ever changed; a correction is a further transaction.

-- No foreign keys: a call that was made must be booked whatever became of its parties, and the identifiers were checked
-- when the call was admitted.
CREATE TABLE usage_record (
    call              uuid PRIMARY KEY,
    request_id        text NOT NULL,
    api_key           uuid NOT NULL,
    consumer          uuid NOT NULL,
    subscription      uuid NOT NULL,
    provider          uuid NOT NULL,
    service           uuid NOT NULL,
    version           uuid NOT NULL,
    price_book        uuid NOT NULL,
    route             text NOT NULL,
    streamed          boolean NOT NULL,
    started_at        timestamptz NOT NULL,
    first_byte_micros bigint NOT NULL,
    duration_micros   bigint NOT NULL,
    upstream_status   int NOT NULL,
    outcome           text NOT NULL,
    reported          bigint[],  -- the provider's own count in the order of the nine columns below; null: it gave none
    input             bigint NOT NULL,
    cache_read        bigint NOT NULL,
    cache_write_5m    bigint NOT NULL,
    cache_write_1h    bigint NOT NULL,
    output            bigint NOT NULL,
    reasoning         bigint NOT NULL,
    audio_input       bigint NOT NULL,
    audio_output      bigint NOT NULL,
    images            bigint NOT NULL,
    cost_nanos        bigint NOT NULL CHECK (cost_nanos >= 0),
    currency          text NOT NULL,
    flags             text[] NOT NULL,
    prompt_tokens     bigint NOT NULL
        GENERATED ALWAYS AS (input + cache_read + cache_write_5m + cache_write_1h + audio_input) STORED,
    answer_tokens     bigint NOT NULL GENERATED ALWAYS AS (output + reasoning + audio_output) STORED
);
CREATE INDEX usage_record_of_consumer ON usage_record (consumer, started_at, call);
CREATE INDEX usage_record_of_provider ON usage_record (provider, started_at, call);
CREATE INDEX usage_record_by_time ON usage_record (started_at, call);
CREATE TRIGGER usage_record_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON usage_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger_account (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text NOT NULL CHECK (kind IN ('consumer', 'provider_payable', 'marketplace_fee', 'credits', 'disputes')),
    organisation uuid, -- null: the marketplace's own
    currency     text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (kind, organisation, currency)
);
CREATE TRIGGER ledger_account_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger_transaction (
    id       uuid PRIMARY KEY, -- of a settlement, the call's: a call cannot be settled twice
    kind     text NOT NULL CHECK (kind IN ('settlement', 'correction', 'credit', 'refund')),
    corrects uuid REFERENCES ledger_transaction,
    at       timestamptz NOT NULL,
    CHECK ((kind = 'settlement') = (corrects IS NULL))
);
CREATE TRIGGER ledger_transaction_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A debit is positive, a credit negative.
CREATE TABLE ledger_entry (
    transaction uuid NOT NULL,
    account     bigint NOT NULL,
    nanos       bigint NOT NULL CHECK (nanos <> 0),
    PRIMARY KEY (transaction, account)
);
CREATE INDEX ledger_entry_of_account ON ledger_entry (account) INCLUDE (nanos);
CREATE TRIGGER ledger_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- All entries of a transaction come in one statement, so the balance can be checked once per statement; a check per row
-- would cost more than the insertion. It stands for the foreign keys too.
CREATE FUNCTION require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unbalanced uuid;
BEGIN
    SELECT e.transaction INTO unbalanced
    FROM added e
    LEFT JOIN ledger_account a ON a.id = e.account
    LEFT JOIN ledger_transaction t ON t.id = e.transaction
    GROUP BY e.transaction, a.currency
    HAVING sum(e.nanos) <> 0 OR bool_or(a.id IS NULL) OR bool_or(t.id IS NULL)
    LIMIT 1;
    IF unbalanced IS NOT NULL THEN
        RAISE EXCEPTION 'ledger transaction % does not balance', unbalanced USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_balance();

-- How far each gateway's journal has been booked.
CREATE TABLE journal_position (
    journal  text NOT NULL,
    lane     int NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (journal, lane)
);
