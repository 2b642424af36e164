-- What follows from runs: judgements, receipts, closed periods, letters to be
-- sent, and which cells of the Biểu a run set. Rows are added and never changed,
-- but for what became of a letter.

-- +goose Up
INSERT INTO counters (name, value) VALUES ('verdict', 0), ('closing', 0), ('reopening', 0);

CREATE INDEX observations_by_run ON observations (run);
CREATE INDEX runs_by_end ON runs (ended_at);

-- What each run set in the cells of the Biểu, beside what it had set before.
CREATE TABLE writes (
    run         BIGINT NOT NULL REFERENCES runs (id),
    tab         TEXT   NOT NULL,
    row_key     TEXT   NOT NULL,
    column_key  TEXT   NOT NULL,
    before_text TEXT   NOT NULL,
    text        TEXT   NOT NULL,
    PRIMARY KEY (run, tab, row_key, column_key)
);

-- How rows were judged, each time that they came to be judged otherwise.
CREATE TABLE verdicts (
    id      BIGINT NOT NULL PRIMARY KEY,
    run     BIGINT NOT NULL REFERENCES runs (id),
    plan    TEXT   NOT NULL,
    period  TEXT   NOT NULL,
    code    TEXT   NOT NULL,
    status  TEXT   NOT NULL,
    target  TEXT   NOT NULL,
    why     TEXT   NOT NULL,
    seen_at TEXT   NOT NULL
);
CREATE INDEX verdicts_by_key ON verdicts (plan, period, code, id);
CREATE INDEX verdicts_by_run ON verdicts (run);

-- When a unit was first seen to have reported for a period.
CREATE TABLE receipts (
    plan    TEXT    NOT NULL,
    period  TEXT    NOT NULL,
    unit    TEXT    NOT NULL,
    run     BIGINT  NOT NULL REFERENCES runs (id),
    made_at TEXT    NOT NULL,
    hash    TEXT    NOT NULL,
    is_late BOOLEAN NOT NULL,
    PRIMARY KEY (plan, period, unit)
);
CREATE INDEX receipts_by_run ON receipts (run);

-- Closed periods. The last closing of a period counts.
CREATE TABLE closings (
    id        BIGINT  NOT NULL PRIMARY KEY,
    plan      TEXT    NOT NULL,
    period    TEXT    NOT NULL,
    run       BIGINT  REFERENCES runs (id),
    closed_at TEXT    NOT NULL,
    has_gaps  BOOLEAN NOT NULL,
    manifest  TEXT    NOT NULL,
    content   TEXT    NOT NULL
);
CREATE INDEX closings_by_period ON closings (plan, period, id);
CREATE INDEX closings_by_run ON closings (run);

CREATE TABLE reopenings (
    id        BIGINT NOT NULL PRIMARY KEY,
    plan      TEXT   NOT NULL,
    period    TEXT   NOT NULL,
    unit      TEXT   NOT NULL,
    reason    TEXT   NOT NULL,
    opened_at TEXT   NOT NULL,
    until_at  TEXT   NOT NULL
);
CREATE INDEX reopenings_by_plan ON reopenings (plan, id);

-- Letters that are to be sent. A key stands once, whoever asks again.
CREATE TABLE messages (
    message_key TEXT   NOT NULL PRIMARY KEY,
    run         BIGINT NOT NULL REFERENCES runs (id),
    plan        TEXT   NOT NULL,
    period      TEXT   NOT NULL,
    unit        TEXT   NOT NULL,
    step        TEXT   NOT NULL,
    channel     TEXT   NOT NULL,
    recipient   TEXT   NOT NULL,
    subject     TEXT   NOT NULL,
    body        TEXT   NOT NULL,
    made_at     TEXT   NOT NULL,
    not_before  TEXT,
    state       TEXT   NOT NULL,
    attempts    BIGINT NOT NULL,
    next_at     TEXT   NOT NULL,
    sent_at     TEXT,
    last_error  TEXT   NOT NULL
);
CREATE INDEX messages_by_period ON messages (plan, period);
CREATE INDEX messages_by_state ON messages (state, next_at);
CREATE INDEX messages_by_run ON messages (run);

-- +goose Down
DROP TABLE messages;
DROP TABLE reopenings;
DROP TABLE closings;
DROP TABLE receipts;
DROP TABLE verdicts;
DROP TABLE writes;
DROP INDEX runs_by_end;
DROP INDEX observations_by_run;
DELETE FROM counters WHERE name IN ('verdict', 'closing', 'reopening');
