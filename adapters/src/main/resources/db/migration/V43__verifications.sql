-- Organisations that somebody has made sure of: that they are whom their name says.
CREATE TABLE verification (
    organisation uuid PRIMARY KEY REFERENCES organisation,
    verified_at  timestamptz NOT NULL
);
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON verification
    FOR EACH ROW EXECUTE FUNCTION audit_change('verification', 'organisation');
