-- What the workers share: who asked for a run, who is at it, how far it is.
-- The tables run as they are on SQLite and on Postgres.

-- +goose Up

-- One row a plan. Requests are counted: asked so many times, done up to this
-- one. What lies between waits for a run.
CREATE TABLE run_requests (
    plan       TEXT   NOT NULL PRIMARY KEY,
    asked      BIGINT NOT NULL DEFAULT 0,
    done       BIGINT NOT NULL DEFAULT 0,
    turn       BIGINT NOT NULL DEFAULT 0, -- runs begun
    cause      TEXT   NOT NULL DEFAULT '', -- of the request that weighs most
    weight     BIGINT NOT NULL DEFAULT 0,
    asked_at   TEXT   NOT NULL DEFAULT '', -- of the oldest that waits
    not_before TEXT   NOT NULL DEFAULT '',
    failures   BIGINT NOT NULL DEFAULT 0
);

-- The right to run a plan. The holder raises beat; who sees it stand still
-- for long enough may take the lease over. No two clocks are compared.
CREATE TABLE run_leases (
    plan   TEXT   NOT NULL PRIMARY KEY,
    holder TEXT   NOT NULL DEFAULT '',
    beat   BIGINT NOT NULL DEFAULT 0
);

-- How far the run of a plan is, for those who wait for it.
CREATE TABLE run_progress (
    plan  TEXT   NOT NULL PRIMARY KEY,
    turn  BIGINT NOT NULL,
    phase TEXT   NOT NULL,
    done  BIGINT NOT NULL,
    total BIGINT NOT NULL
);

-- How the last run of a plan ended, and up to which request it answers.
CREATE TABLE run_answers (
    plan    TEXT   NOT NULL PRIMARY KEY,
    ticket  BIGINT NOT NULL,
    outcome TEXT   NOT NULL,
    run     BIGINT NOT NULL,
    cells   BIGINT NOT NULL,
    note    TEXT   NOT NULL
);

-- The processes that work, each with a beat of its own.
CREATE TABLE run_workers (
    holder     TEXT   NOT NULL PRIMARY KEY,
    address    TEXT   NOT NULL,
    plans      BIGINT NOT NULL,
    started_at TEXT   NOT NULL,
    seen_at    TEXT   NOT NULL,
    beat       BIGINT NOT NULL DEFAULT 0
);

-- +goose Down
DROP TABLE run_workers;
DROP TABLE run_answers;
DROP TABLE run_progress;
DROP TABLE run_leases;
DROP TABLE run_requests;
