package history

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// tables are all tables with their columns; none stands before one that it
// refers to.
var tables = []struct{ name, columns string }{
	{"counters", "name, value"},
	{"runs", "id, plan, period, cause, started_at, ended_at, outcome, reads, writes, cells, log"},
	{"written", "plan, tab, row_key, column_key, text, source"},
	{"intents", "run, plan, tab, row_key, column_key, text, source"},
	{"observations", "id, run, plan, period, unit, code, column_key, raw, kind, cell, seen_at"},
	{"writes", "run, tab, row_key, column_key, before_text, text"},
	{"restored", "run, position, cell, code, column_key, before_text, before_kind, text, kind"},
	{"verdicts", "id, run, plan, period, code, status, target, why, seen_at"},
	{"receipts", "plan, period, unit, run, made_at, hash, is_late"},
	{"closings", "id, plan, period, run, closed_at, has_gaps, manifest, content"},
	{"reopenings", "id, plan, period, unit, reason, opened_at, until_at"},
	{"messages", "message_key, run, plan, period, unit, step, channel, recipient, subject, body, " +
		"made_at, not_before, state, attempts, next_at, sent_at, last_error"},
}

// checkTables finds tables that somebody changed.
func checkTables(ctx context.Context, db *sql.DB) error {
	looks := make([]string, len(tables))
	for i, t := range tables {
		looks[i] = `EXISTS (SELECT ` + t.columns + ` FROM ` + t.name + ` WHERE 1 = 0)`
	}
	rows, err := db.QueryContext(ctx, `SELECT `+strings.Join(looks, ", "))
	if err != nil {
		return fmt.Errorf("look at the tables: %w", err)
	}
	return rows.Close()
}
