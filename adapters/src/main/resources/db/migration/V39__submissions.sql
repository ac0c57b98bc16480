-- Manifests on their way into the catalogue, and the jobs that drive them.

CREATE TABLE submission (
    id              uuid PRIMARY KEY,
    version         uuid NOT NULL UNIQUE, -- what the version is called once it is stored; no foreign key, it comes later
    organisation    uuid NOT NULL REFERENCES organisation, -- whose people may follow it
    submitter       uuid NOT NULL,
    request         text NOT NULL,
    address         text NOT NULL,
    service         text COLLATE "C" NOT NULL,
    number          text NOT NULL,
    manifest        jsonb NOT NULL,
    credentials     bytea, -- sealed; null when there are none or it has ended for good
    strict          boolean NOT NULL,
    idempotency_key text COLLATE "C",
    body_hash       text NOT NULL,
    state           text NOT NULL CHECK (state IN ('running', 'waiting', 'undoing', 'published', 'failed', 'dead')),
    phase           text NOT NULL,
    failures        int NOT NULL,
    due_at          timestamptz, -- when it is to be looked at: next attempt, or end of waiting; null when it has ended
    problem         jsonb,       -- of those that are not published
    comes_to        text CHECK (comes_to IN ('failed', 'dead')), -- of those that are being undone
    revision        bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    UNIQUE (submitter, idempotency_key)
);
CREATE INDEX submission_of_organisation ON submission (organisation, created_at, id);
CREATE INDEX submission_by_time ON submission (created_at, id);

CREATE TABLE submission_phase (
    submission uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    phase      text NOT NULL,
    place      int NOT NULL, -- in the order of the phases
    state      text NOT NULL,
    attempts   int NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    log        jsonb NOT NULL,
    PRIMARY KEY (submission, phase)
);

GRANT SELECT ON submission, submission_phase TO marketplace_tenant;
ALTER TABLE submission ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON submission FOR SELECT TO marketplace_tenant USING (organisation = acting_organisation());
ALTER TABLE submission_phase ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON submission_phase FOR SELECT TO marketplace_tenant
    USING (submission IN (SELECT id FROM submission));

CREATE TRIGGER audit AFTER INSERT ON submission
    FOR EACH ROW EXECUTE FUNCTION audit_change('submission', 'id', '{credentials}', '{manifest}', '{address,request}');
-- Of the many steps only the end is entered; what a step has changed has entries of its own.
CREATE TRIGGER audit_ends AFTER UPDATE OF state ON submission
    FOR EACH ROW WHEN (OLD.state <> NEW.state AND NEW.state IN ('published', 'failed', 'dead', 'waiting'))
    EXECUTE FUNCTION audit_change('submission', 'id', '{credentials}', '{manifest}',
                                  '{revision,changed_at,due_at,failures,comes_to}');

-- Of db-scheduler, by its documentation.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
