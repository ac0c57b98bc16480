-- What callers think of services. Everybody reads reviews, each organisation writes its own people's.
CREATE TABLE review (
    id           uuid PRIMARY KEY,
    service      uuid NOT NULL REFERENCES service,
    author       uuid NOT NULL REFERENCES marketplace_user,
    organisation uuid NOT NULL REFERENCES organisation,
    stars        smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
    text         text CHECK (length(text) BETWEEN 100 AND 2000),
    written_at   timestamptz NOT NULL,
    UNIQUE (service, author)
);
CREATE INDEX review_of_service ON review (service, written_at, id);

-- In the mean, a review counts half as much for every year of its age.
CREATE FUNCTION review_weight(written_at timestamptz, at timestamptz) RETURNS double precision LANGUAGE sql IMMUTABLE
    RETURN power(0.5, greatest(extract(epoch FROM at - written_at), 0) / 31557600);

GRANT SELECT, INSERT, UPDATE, DELETE ON review TO marketplace_tenant;
ALTER TABLE review ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON review FOR SELECT TO marketplace_tenant USING (true);
CREATE POLICY own ON review FOR ALL TO marketplace_tenant USING (organisation = acting_organisation());

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON review
    FOR EACH ROW EXECUTE FUNCTION audit_change('review', 'service', '{}', '{text}');
