-- What became due while it was carried out: the statement that ends the turn sees it.
ALTER TABLE scheduled_tasks ADD COLUMN woken boolean NOT NULL DEFAULT false;
ALTER TABLE webhook_job ADD COLUMN woken boolean NOT NULL DEFAULT false;

-- Whose turn it is to send a mail, so that after his death it does not wait for the end of his time.
ALTER TABLE notification ADD COLUMN mail_taken_by text;
