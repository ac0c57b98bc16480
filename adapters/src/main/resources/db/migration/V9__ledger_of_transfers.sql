-- A transaction of two entries is one row: what the one account is debited, the other is credited. It balances by its
-- shape, where two rows had to be summed up to know, and it costs a sixth of what three rows and a check of them cost.
CREATE TABLE ledger_transfer (
    id       uuid PRIMARY KEY, -- of a settlement, the call's: a call cannot be settled twice
    kind     text NOT NULL CHECK (kind IN ('settlement', 'correction', 'credit', 'refund')),
    corrects uuid, -- the transfer that this one makes good
    debit    bigint NOT NULL,
    credit   bigint NOT NULL,
    nanos    bigint NOT NULL CHECK (nanos > 0),
    at       timestamptz NOT NULL,
    CHECK (debit <> credit),
    CHECK ((kind = 'settlement') = (corrects IS NULL))
);

INSERT INTO ledger_transfer (id, kind, corrects, debit, credit, nanos, at)
SELECT t.id, t.kind, t.corrects, d.account, c.account, d.nanos, t.at
FROM ledger_transaction t
JOIN ledger_entry d ON d.transaction = t.id AND d.nanos > 0
JOIN ledger_entry c ON c.transaction = t.id AND c.nanos < 0;

DROP TABLE ledger_entry;
DROP TABLE ledger_transaction;
DROP FUNCTION require_balance();

-- Once per statement, and not by foreign keys: a check per row would cost more than the insertion.
CREATE FUNCTION require_known_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong text;
BEGIN
    SELECT format('from account %s to account %s', t.debit, t.credit) INTO wrong
    FROM (SELECT DISTINCT debit, credit FROM added) t
    LEFT JOIN ledger_account d ON d.id = t.debit
    LEFT JOIN ledger_account c ON c.id = t.credit
    WHERE d.currency IS DISTINCT FROM c.currency OR d.id IS NULL
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'a transfer % is not between two accounts of one currency', wrong
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT a.corrects INTO wrong FROM added a
    WHERE a.corrects IS NOT NULL AND NOT EXISTS (SELECT FROM ledger_transfer t WHERE t.id = a.corrects)
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'transfer % is corrected and does not exist', wrong USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_transfer_is_between_accounts AFTER INSERT ON ledger_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_known_accounts();
CREATE TRIGGER ledger_transfer_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The same as books have it. A debit is positive, a credit negative.
CREATE VIEW ledger_entry AS
SELECT id AS transaction, debit AS account, nanos, at FROM ledger_transfer
UNION ALL
SELECT id, credit, -nanos, at FROM ledger_transfer;
