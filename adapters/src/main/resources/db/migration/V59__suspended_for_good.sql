-- Who suspends a version that the program has suspended by itself takes it out of its hands.
CREATE OR REPLACE TRIGGER end_policy_suspension AFTER UPDATE OF status ON service_version
    FOR EACH ROW WHEN (OLD.status = 'suspended')
    EXECUTE FUNCTION end_policy_suspension();
CREATE OR REPLACE TRIGGER end_quarantine AFTER UPDATE OF status ON service_version
    FOR EACH ROW WHEN (OLD.status = 'suspended')
    EXECUTE FUNCTION end_quarantine();

-- What is said of a version that nobody can find any more is not to be looked at.
UPDATE listing_finding f SET closed_at = now()
FROM service_version v
WHERE v.id = f.version AND v.status IN ('retired', 'rejected') AND f.closed_at IS NULL;
