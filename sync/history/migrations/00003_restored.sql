-- Which cells of people a run put back, since nothing else is ever written there.

-- +goose Up
CREATE TABLE restored (
    run         BIGINT NOT NULL REFERENCES runs (id),
    position    BIGINT NOT NULL,
    cell        TEXT   NOT NULL,
    code        TEXT   NOT NULL,
    column_key  TEXT   NOT NULL,
    before_text TEXT   NOT NULL,
    before_kind TEXT   NOT NULL,
    text        TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    PRIMARY KEY (run, position)
);

-- +goose Down
DROP TABLE restored;
