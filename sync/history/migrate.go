package history

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// versionTable has a name of its own, since other programs use goose too.
const versionTable = "bieu_schema"

//go:embed migrations/*.sql
var migrations embed.FS

// The names that goose has for the databases.
const (
	gooseSQLite   = goose.DialectSQLite3
	goosePostgres = goose.DialectPostgres
)

// providerOf makes what migrates. One of our own leaves goose's process-wide
// settings and its log alone.
func providerOf(db *sql.DB, dialect goose.Dialect) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	provider, err := goose.NewProvider(dialect, db, files,
		goose.WithTableName(versionTable), goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return provider, nil
}

// refuseOlder refuses tables that must be brought up to date first.
func refuseOlder(ctx context.Context, db *sql.DB, dialect goose.Dialect) error {
	provider, err := providerOf(db, dialect)
	if err != nil {
		return err
	}
	if done, err := upToDate(ctx, provider); done || err != nil {
		return err
	}
	return ErrOlderSchema
}

// migrate brings the tables up to date.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect) error {
	provider, err := providerOf(db, dialect)
	if err != nil {
		return err
	}
	if done, err := upToDate(ctx, provider); done || err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	if err == nil {
		return nil
	}
	// Another process may have brought them up to date in the meantime.
	if done, again := upToDate(ctx, provider); done || again != nil {
		return again
	}
	return fmt.Errorf("migrate: %w", err)
}

// upToDate reports whether there is nothing to migrate.
func upToDate(ctx context.Context, provider *goose.Provider) (bool, error) {
	has, wants, err := provider.GetVersions(ctx)
	if err != nil {
		return false, fmt.Errorf("read the version of the tables: %w", err)
	}
	if has > wants {
		return false, fmt.Errorf("%w: tables of version %d, this program knows %d", ErrNewerSchema, has, wants)
	}
	return has == wants, nil
}
