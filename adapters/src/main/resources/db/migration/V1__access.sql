-- Who acts: organisations, their people and programs, and the keys that sign tokens.
-- Names that are compared or sorted have the "C" collation, so that an index means the same on every machine.

CREATE TABLE organisation (
    id         uuid PRIMARY KEY,
    slug       text COLLATE "C" NOT NULL UNIQUE,
    name       text NOT NULL,
    provider   boolean NOT NULL,
    consumer   boolean NOT NULL,
    imported   boolean NOT NULL,
    suspended  boolean NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE marketplace_user (
    id              uuid PRIMARY KEY,
    organisation    uuid NOT NULL REFERENCES organisation,
    email           text COLLATE "C" NOT NULL UNIQUE CHECK (email = lower(email)),
    full_name       text NOT NULL,
    password_hash   text NOT NULL,
    roles           text[] NOT NULL,
    failed_sign_ins int NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
    locked_until    timestamptz,
    signed_in_at    timestamptz,
    created_at      timestamptz NOT NULL
);

-- A redeemed token stays until it expires: coming a second time, it betrays a theft.
CREATE TABLE session (
    token            bytea PRIMARY KEY,
    marketplace_user uuid NOT NULL REFERENCES marketplace_user,
    expires_at       timestamptz NOT NULL,
    redeemed_at      timestamptz,
    revoked_at       timestamptz
);
CREATE INDEX session_of_user ON session (marketplace_user);

CREATE TABLE signing_key (
    id         text PRIMARY KEY,
    sealed_jwk bytea NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz
);

CREATE TABLE api_key (
    id             uuid PRIMARY KEY,
    organisation   uuid NOT NULL REFERENCES organisation,
    name           text NOT NULL,
    prefix         text NOT NULL,
    digest         bytea NOT NULL UNIQUE,
    scope_services uuid[] NOT NULL,
    scope_routes   text[] NOT NULL,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz,
    revoked_at     timestamptz,
    last_used_at   timestamptz
);
CREATE INDEX api_key_of_organisation ON api_key (organisation);
