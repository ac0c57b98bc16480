-- What may be used, and what of it is out.

CREATE TABLE plan (
    id                  uuid PRIMARY KEY,
    name                text COLLATE "C" NOT NULL UNIQUE,
    requests_per_second int NOT NULL,
    burst               int NOT NULL,
    tokens_per_month    bigint NOT NULL,
    concurrency         int NOT NULL
);
INSERT INTO plan (id, name, requests_per_second, burst, tokens_per_month, concurrency) VALUES
    (gen_random_uuid(), 'basic', 10, 20, 100000, 20),
    (gen_random_uuid(), 'premium', 100, 200, 10000000, 200),
    (gen_random_uuid(), 'enterprise', 1000, 2000, 1000000000, 2000);

CREATE TABLE subscription (
    id           uuid PRIMARY KEY,
    consumer     uuid NOT NULL REFERENCES organisation,
    service      uuid NOT NULL REFERENCES service,
    plan         uuid NOT NULL REFERENCES plan,
    created_at   timestamptz NOT NULL,
    cancelled_at timestamptz
);
CREATE UNIQUE INDEX subscription_in_force ON subscription (consumer, service) WHERE cancelled_at IS NULL;
CREATE INDEX subscription_of_plan ON subscription (plan) WHERE cancelled_at IS NULL;

CREATE TABLE budget (
    organisation    uuid PRIMARY KEY REFERENCES organisation,
    nanos_per_month bigint NOT NULL CHECK (nanos_per_month >= 0),
    currency        text NOT NULL
);

-- One row per owner, unit and UTC month, with or without a limit: a limit that is set in the middle of a month counts
-- what was spent before it. The limit itself stands in plan and budget.
CREATE TABLE allowance_account (
    owner   uuid NOT NULL,          -- of tokens a subscription, of money an organisation
    unit    text NOT NULL,          -- 'tokens', or the currency whose nano-units are counted
    month   date NOT NULL,          -- its first day
    spent   bigint NOT NULL CHECK (spent >= 0),
    leased  bigint NOT NULL CHECK (leased >= 0),
    granted bigint NOT NULL CHECK (granted >= 0), -- by the last lease; how that statement knows what it gave
    PRIMARY KEY (owner, unit, month)
);

-- Which holder has how much of an account's leased units. Changed only under a lock on the account's row.
CREATE TABLE allowance_lease (
    holder text NOT NULL,
    owner  uuid NOT NULL,
    unit   text NOT NULL,
    month  date NOT NULL,
    units  bigint NOT NULL CHECK (units >= 0),
    PRIMARY KEY (holder, owner, unit, month),
    FOREIGN KEY (owner, unit, month) REFERENCES allowance_account
);
