package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// copyInto copies table by table what stood at one instant.
func (postgresDialect) copyInto(ctx context.Context, db *sql.DB, path string) error {
	// A view of its own, that no one's writing changes or has to wait for.
	from, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer from.Rollback()
	to, err := Open(ctx, path)
	if err != nil {
		return err
	}
	err = to.inTx(ctx, "copy", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM counters`); err != nil {
			return err
		}
		for _, t := range tables {
			if err := copyTable(ctx, from, tx, t.name, t.columns); err != nil {
				return fmt.Errorf("copy table %s: %w", t.name, err)
			}
		}
		return nil
	})
	return errors.Join(err, to.Close())
}

func copyTable(ctx context.Context, from, to *sql.Tx, table, columns string) error {
	n := strings.Count(columns, ",") + 1
	holders := make([]string, n)
	values, into := make([]any, n), make([]any, n)
	for i := range n {
		holders[i], into[i] = fmt.Sprintf("$%d", i+1), &values[i]
	}
	insert, err := to.PrepareContext(ctx, `INSERT INTO `+table+` (`+columns+`) VALUES (`+strings.Join(holders, ", ")+`)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	rows, err := from.QueryContext(ctx, `SELECT `+columns+` FROM `+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return rows.Err()
}
