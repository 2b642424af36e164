-- The tables run as they are on SQLite and on Postgres. Keys are numbers taken
-- from counters, since the two have no notation for self-numbering columns in
-- common; a counter's row is also the lock behind which its takers queue.
-- Instants are text in UTC of one width, so that they sort as they follow.

-- +goose Up
CREATE TABLE counters (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('run', 0), ('observation', 0);

-- One row a run. Without ended_at the run is going on or was killed.
CREATE TABLE runs (
    id         BIGINT NOT NULL PRIMARY KEY,
    plan       TEXT   NOT NULL,
    period     TEXT   NOT NULL,
    cause      TEXT   NOT NULL,
    started_at TEXT   NOT NULL,
    ended_at   TEXT,
    outcome    TEXT   NOT NULL DEFAULT '',
    reads      BIGINT NOT NULL DEFAULT 0,
    writes     BIGINT NOT NULL DEFAULT 0,
    cells      BIGINT NOT NULL DEFAULT 0,
    log        TEXT   NOT NULL DEFAULT ''
);
CREATE INDEX runs_by_plan ON runs (plan, id);

-- What the worker last wrote into the cells of the Biểu.
CREATE TABLE written (
    plan       TEXT NOT NULL,
    tab        TEXT NOT NULL,
    row_key    TEXT NOT NULL,
    column_key TEXT NOT NULL,
    text       TEXT NOT NULL,
    source     TEXT NOT NULL,
    PRIMARY KEY (plan, tab, row_key, column_key)
);

-- What runs were about to write when they were last heard of.
CREATE TABLE intents (
    run        BIGINT NOT NULL REFERENCES runs (id),
    plan       TEXT   NOT NULL,
    tab        TEXT   NOT NULL,
    row_key    TEXT   NOT NULL,
    column_key TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    PRIMARY KEY (run, tab, row_key, column_key)
);
CREATE INDEX intents_by_cell ON intents (plan, tab, row_key, column_key);

-- What stood in the units' tabs. Rows are added and never changed.
CREATE TABLE observations (
    id         BIGINT NOT NULL PRIMARY KEY,
    run        BIGINT NOT NULL REFERENCES runs (id),
    plan       TEXT   NOT NULL,
    period     TEXT   NOT NULL,
    unit       TEXT   NOT NULL,
    code       TEXT   NOT NULL,
    column_key TEXT   NOT NULL,
    raw        TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    cell       TEXT   NOT NULL,
    seen_at    TEXT   NOT NULL
);
CREATE INDEX observations_by_key ON observations (plan, period, unit, code, column_key, id);

-- +goose Down
DROP TABLE observations;
DROP TABLE intents;
DROP TABLE written;
DROP TABLE runs;
DROP TABLE counters;
