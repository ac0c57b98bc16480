-- What public catalogues say of a service's prices and limits: the latest of each, also where another's or the provider's own
-- hold. Rows begin with the next import.
CREATE TABLE source_statement (
    service     uuid NOT NULL REFERENCES service,
    source      text COLLATE "C" NOT NULL,
    reference   text NOT NULL,
    as_of       date NOT NULL,
    terms       jsonb NOT NULL,
    limits      jsonb NOT NULL,
    imported_at timestamptz NOT NULL,
    PRIMARY KEY (service, source)
);
