-- Which plans a process works for, one a line.

-- +goose Up
ALTER TABLE run_workers ADD COLUMN names TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE run_workers DROP COLUMN names;
