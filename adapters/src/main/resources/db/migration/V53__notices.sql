-- Notices to people: where each appears, and how everybody has chosen to be told.

ALTER TABLE notification
    ADD COLUMN detail        text,                  -- more than the title; null when there is no more
    ADD COLUMN inbox         boolean NOT NULL DEFAULT true,
    ADD COLUMN mail          text CHECK (mail IN ('waiting', 'sent', 'dropped')), -- null when none is wanted
    ADD COLUMN mail_failures int NOT NULL DEFAULT 0,
    ADD COLUMN mail_due      timestamptz;
CREATE INDEX notification_to_mail ON notification (mail_due) WHERE mail = 'waiting';

CREATE TABLE notification_preference (
    organisation uuid NOT NULL REFERENCES organisation,
    recipient    uuid NOT NULL REFERENCES marketplace_user,
    kind         text COLLATE "C" NOT NULL,
    inbox        boolean NOT NULL,
    mail         boolean NOT NULL,
    PRIMARY KEY (recipient, kind)
);
GRANT SELECT, INSERT, UPDATE ON notification_preference TO marketplace_tenant;
ALTER TABLE notification_preference ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notification_preference TO marketplace_tenant USING (organisation = acting_organisation());

-- Nobody was told of an event so far.
INSERT INTO follower (name, position) SELECT 'notices', coalesce(
    (SELECT transaction::text || '.' || sequence FROM outbox ORDER BY transaction DESC, sequence DESC LIMIT 1), '0.0');
