-- Questions that people keep, what has answered them before, and what people are told.

CREATE TABLE saved_search (
    id           uuid PRIMARY KEY,
    organisation uuid NOT NULL REFERENCES organisation,
    owner        uuid NOT NULL REFERENCES marketplace_user,
    name         text NOT NULL,
    question     jsonb NOT NULL, -- as the search takes it
    created_at   timestamptz NOT NULL,
    UNIQUE (owner, name)
);

CREATE TABLE saved_search_match (
    search  uuid NOT NULL REFERENCES saved_search ON DELETE CASCADE,
    service uuid NOT NULL,
    PRIMARY KEY (search, service)
);

-- How far a follower of the outbox is that has no state of its own.
CREATE TABLE follower (
    name     text COLLATE "C" PRIMARY KEY,
    position text NOT NULL
);

CREATE TABLE notification (
    id           uuid PRIMARY KEY,
    organisation uuid NOT NULL REFERENCES organisation,
    recipient    uuid NOT NULL REFERENCES marketplace_user,
    kind         text COLLATE "C" NOT NULL,
    title        text NOT NULL,
    service      uuid, -- what it is about; null for other things
    created_at   timestamptz NOT NULL,
    read_at      timestamptz
);
CREATE INDEX notification_of_recipient ON notification (recipient, created_at DESC, id DESC);

GRANT SELECT, INSERT, DELETE ON saved_search TO marketplace_tenant;
GRANT SELECT, INSERT, UPDATE ON notification TO marketplace_tenant;
GRANT SELECT, INSERT, DELETE ON saved_search_match TO marketplace_tenant;
ALTER TABLE saved_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_search_match ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON saved_search TO marketplace_tenant USING (organisation = acting_organisation());
CREATE POLICY own ON notification TO marketplace_tenant USING (organisation = acting_organisation());
CREATE POLICY own ON saved_search_match TO marketplace_tenant USING (search IN (SELECT id FROM saved_search));
