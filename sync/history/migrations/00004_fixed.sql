-- Whether a run's instants are one that the settings fix, as in a trial on an
-- earlier month, and not those of the clock.

-- +goose Up
ALTER TABLE runs ADD COLUMN is_fixed BOOLEAN NOT NULL DEFAULT FALSE;

-- +goose Down
ALTER TABLE runs DROP COLUMN is_fixed;
