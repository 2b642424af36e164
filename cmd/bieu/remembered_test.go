package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/engine"
	"bieu/sync/history"
)

// remembering are the tables of the history and what of them must not depend on
// how often a run was begun: all but the numbers of runs and rows.
var remembering = []struct{ table, query string }{
	{"observations", `SELECT period, unit, code, column_key, raw, kind, cell, seen_at FROM observations ORDER BY id`},
	{"verdicts", `SELECT period, code, status, target, why, seen_at FROM verdicts ORDER BY id`},
	{"receipts", `SELECT period, unit, made_at, hash, CASE WHEN is_late THEN 'late' ELSE 'in time' END
		FROM receipts ORDER BY period, unit`},
	{"written", `SELECT tab, row_key, column_key, text, source FROM written ORDER BY tab, row_key, column_key`},
	{"writes", `SELECT tab, row_key, column_key, before_text, text FROM writes ORDER BY run, tab, row_key, column_key`},
	{"intents", `SELECT tab, row_key, column_key, text FROM intents ORDER BY run, tab, row_key, column_key`},
	{"messages", `SELECT message_key, period, unit, step, channel, recipient, subject, body, made_at, state
		FROM messages ORDER BY message_key`},
	{"reopenings", `SELECT period, unit, reason, opened_at, until_at FROM reopenings ORDER BY id`},
	{"closings", `SELECT period, closed_at, CASE WHEN has_gaps THEN 'gaps' ELSE 'whole' END, manifest, content
		FROM closings ORDER BY id`},
}

// state is all that stands in the workbook and in the history, in lines that
// are the same for two offices to which the same happened.
func (b *bureau) state() []string {
	b.t.Helper()
	lines := b.cells()
	b.asks(func(db *sql.DB) {
		for _, r := range remembering {
			for _, row := range rowsOf(b.t, db, r.query) {
				lines = append(lines, r.table+": "+strings.Join(row, " | "))
			}
		}
		lines = b.without(db, lines)
	})
	return lines
}

// cells are the tabs and all that was put into them.
func (b *bureau) cells() []string {
	b.t.Helper()
	if b.server == nil {
		return contents(b.t, b.book())
	}
	// A look into the server's own memory takes a tenth of the driver's time.
	human := b.server.Human(b.id)
	lines, err := human.Tabs()
	must(b.t, err)
	for _, tab := range lines {
		rows, err := human.Entered("'" + tab + "'!A1:Z300")
		must(b.t, err)
		for i, row := range rows {
			lines = append(lines, fmt.Sprintf("%s, row %d: %q", tab, i+1, row))
		}
	}
	return lines
}

// asks opens the history beside the program.
func (b *bureau) asks(f func(db *sql.DB)) {
	b.t.Helper()
	driver, place := "sqlite", b.history+"?_pragma=busy_timeout(60000)" // a worker may be writing
	if history.Elsewhere(b.history) {
		driver, place = "pgx", b.history
	}
	db, err := sql.Open(driver, place)
	must(b.t, err)
	defer db.Close()
	f(db)
}

// without takes out of the lines what is another in each office: the
// spreadsheet's id, and the codes of closings, which depend on the numbers of
// runs.
func (b *bureau) without(db *sql.DB, lines []string) []string {
	var own []string
	if b.id != "" {
		own = append(own, b.id, "(bảng tính)")
	}
	for i, row := range rowsOf(b.t, db, `SELECT manifest FROM closings ORDER BY id`) {
		var m engine.Manifest
		must(b.t, json.Unmarshal([]byte(row[0]), &m))
		own = append(own, m.Hash(), fmt.Sprintf("(kiểm chứng %d)", i+1), m.Code(), fmt.Sprintf("(mã %d)", i+1))
	}
	for i, line := range lines {
		if row, isClosing := strings.CutPrefix(line, "closings: "); isClosing {
			line = "closings: " + unnumbered(b.t, row)
		}
		lines[i] = strings.NewReplacer(own...).Replace(line)
	}
	return lines
}

// unnumbered is a closing without numbers of runs and rows, and without the
// hashes in which they are.
func unnumbered(t *testing.T, row string) string {
	fields := strings.SplitN(row, " | ", 5)
	for i := 3; i < 5; i++ {
		var v any
		must(t, json.Unmarshal([]byte(fields[i]), &v))
		strip(v)
		text, err := json.Marshal(v)
		must(t, err)
		fields[i] = string(text)
	}
	return strings.Join(fields, " | ")
}

func strip(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range []string{"ID", "Run", "last_run", "last_observation", "hashes", "workbook_sha256", "plan"} {
			if _, isText := v[key].([]any); !isText { // the plan's rows stay, its name does not
				delete(v, key)
			}
		}
		for _, inner := range v {
			strip(inner)
		}
	case []any:
		for _, inner := range v {
			strip(inner)
		}
	}
}

func rowsOf(t *testing.T, db *sql.DB, query string) [][]string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	var all [][]string
	for rows.Next() {
		row := make([]string, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		must(t, rows.Scan(into...))
		all = append(all, row)
	}
	must(t, rows.Err())
	return all
}

// wantAlikeInside checks that the driver, too, finds the workbooks of two
// offices alike: kinds of cells and formulas.
func wantAlikeInside(t *testing.T, b, twin *bureau) {
	t.Helper()
	inside := func(o *bureau) (lines []string) {
		lines = contents(t, o.book())
		o.asks(func(db *sql.DB) { lines = o.without(db, lines) })
		return lines
	}
	if diff := cmp.Diff(inside(twin), inside(b)); diff != "" {
		t.Errorf("through the driver (-undisturbed +disturbed):\n%s", diff)
	}
}

// wantAlike checks that nothing tells an office from its twin.
func wantAlike(t *testing.T, what string, b, twin *bureau) {
	t.Helper()
	if diff := cmp.Diff(twin.state(), b.state()); diff != "" {
		if len(diff) > 6000 {
			diff = diff[:6000] + "…"
		}
		t.Fatalf("%s (-undisturbed +disturbed):\n%s", what, diff)
	}
	if left := b.stray(); len(left) > 0 {
		t.Fatalf("%s: %q is left in the folder", what, left)
	}
}
