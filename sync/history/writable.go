package history

import (
	"context"
	"fmt"
)

// CheckWritable asks a database whether this user may record a run, and leaves
// it as it is. It may be asked of a history that was opened to look.
//
// Errors: ErrReadOnly, ErrAway, ErrBusy.
func (s *Store) CheckWritable(ctx context.Context) error {
	if err := s.checkWritable(ctx); err != nil {
		return s.failed("try to write", err)
	}
	return nil
}

func (s *Store) checkWritable(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if s.one() != "" { // a database on a server, perhaps opened to look
		if _, err := tx.ExecContext(ctx, `SET TRANSACTION READ WRITE`); err != nil {
			return err
		}
	}
	for _, statement := range []string{
		`UPDATE counters SET value = value WHERE 1 = 0`,
		`INSERT INTO runs SELECT * FROM runs WHERE 1 = 0`,
		`INSERT INTO observations SELECT * FROM observations WHERE 1 = 0`,
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}
