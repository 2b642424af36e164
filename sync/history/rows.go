package history

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

// querier is what reading needs of a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// list reads all rows of a query.
func list[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// add takes n fresh numbers of a counter and inserts a row for each: row says
// what follows the number.
func add(ctx context.Context, tx *sql.Tx, counter, insert string, n int, row func(i int) []any) error {
	if n == 0 {
		return nil
	}
	id, err := take(ctx, tx, counter, n)
	if err != nil {
		return err
	}
	return insertEach(ctx, tx, insert, n, func(i int) []any { return append([]any{id + int64(i)}, row(i)...) })
}

// insertEach carries out one statement n times.
func insertEach(ctx context.Context, tx *sql.Tx, insert string, n int, row func(i int) []any) error {
	if n == 0 {
		return nil
	}
	statement, err := tx.PrepareContext(ctx, insert)
	if err != nil {
		return err
	}
	defer statement.Close()
	for i := range n {
		if _, err := statement.ExecContext(ctx, row(i)...); err != nil {
			return err
		}
	}
	return nil
}

// plain is a text as both databases can hold it: one of them takes no zero
// byte and no broken letter.
func plain(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\u2400")
}

// instantLayout has one width, so that texts sort as instants do.
const instantLayout = "2006-01-02T15:04:05.000000000Z"

func instantText(t time.Time) string { return t.UTC().Format(instantLayout) }

// instantOrNull leaves the column empty for an instant that is not there.
func instantOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return instantText(t)
}

// instant reads a column into a time; an empty column is the zero time.
type instant struct{ to *time.Time }

func (i instant) Scan(column any) error {
	switch c := column.(type) {
	case nil:
		*i.to = time.Time{}
		return nil
	case string:
		var err error
		*i.to, err = time.Parse(instantLayout, c)
		return err
	}
	return fmt.Errorf("an instant is stored as %T", column)
}
