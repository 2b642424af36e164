package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Check looks through the whole history for damage. It takes longer than what
// Open looks at.
//
// Errors: ErrCorrupt.
func (s *Store) Check(ctx context.Context) error {
	if err := s.check(ctx, s.db); err != nil {
		return s.failed("check", err)
	}
	return nil
}

// Backup writes a copy of the history, as it stands at one instant, into a new
// file that Open takes, whatever database the history is in. Others may go on
// writing. The file is either whole and checked or not there.
//
// Errors: fs.ErrExist when the file is there, fs.ErrNotExist when its folder
// is missing, ErrFull.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.backup(ctx, path); err != nil {
		return s.failed("back up to "+path, err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, path string) (err error) {
	// The name is taken first: whoever comes at the same time is refused.
	taken, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := taken.Close(); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	folder, err := os.MkdirTemp(filepath.Dir(path), ".bieu-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	half := filepath.Join(folder, filepath.Base(path))
	if err := s.copyInto(ctx, s.db, half); err != nil {
		return err
	}
	if err := checkFile(ctx, half); err != nil {
		return err
	}
	if err := flush(half); err != nil {
		return err
	}
	return os.Rename(half, path)
}

// checkFile looks through a copy as a reader would that finds it later.
func checkFile(ctx context.Context, path string) error {
	file, err := locate(path)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", file.reading())
	if err != nil {
		return err
	}
	defer db.Close()
	if err := soundness(ctx, db, `PRAGMA integrity_check(1)`); err != nil {
		return fmt.Errorf("check the copy: %w", err)
	}
	return refuseForeign(ctx, db)
}

// flush waits until a file is on the disk.
func flush(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
