package main

import (
	"database/sql"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptSQL changes a history's file as nobody should; something must change.
func scriptSQL(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	result, err := db.Exec(args[1])
	ts.Check(err)
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		ts.Fatalf("%q changed %d rows: %v", args[1], n, err)
	}
}
