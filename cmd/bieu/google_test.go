package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"bieu/sync/sheetstest"
)

// googleScript is the server of one script and the person who works in its
// spreadsheet.
type googleScript struct {
	server *sheetstest.Server
	id     string
}

func (g *googleScript) human() *sheetstest.Human { return g.server.Human(g.id) }

// google returns the script's server.
func google(ts *testscript.TestScript) *googleScript {
	g, ok := ts.Value("google").(*googleScript)
	if !ok || g.server == nil {
		ts.Fatalf("no server: the script wants the command google first")
	}
	return g
}

// scriptGoogle starts the server and makes a spreadsheet, empty but for the tabs
// named. $SHEET is its id, $ENDPOINT the server; key.json opens it.
func scriptGoogle(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	sheet := sheetstest.Spreadsheet{Title: "Kế hoạch của phường", Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"}
	var options []sheetstest.Option
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		switch name {
		case "-locale":
			sheet.Locale = value
		case "-zone":
			sheet.TimeZone = value
		case "-unshared":
			sheet.NotShared = true
		case "-null-clears":
			options = append(options, sheetstest.WithDeviations(sheetstest.NullClears))
		case "-strict-validation":
			options = append(options, sheetstest.WithStrictValidation())
		default:
			sheet.Tabs = append(sheet.Tabs, sheetstest.Tab{Title: name, Values: [][]any{{value}}})
		}
	}
	g := ts.Value("google").(*googleScript)
	if g.server == nil {
		g.server = sheetstest.NewServer(options...)
		ts.Defer(g.server.Close)
		ts.Check(os.WriteFile(ts.MkAbs("key.json"), g.server.Key(), 0o600))
		ts.Setenv("ENDPOINT", g.server.URL)
	}
	g.id = g.server.Create(sheet)
	ts.Setenv("SHEET", g.id)
}

func scriptType(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	tab, ref := splitRef(ts, args[0])
	ts.Check(google(ts).human().Type("'"+tab+"'!"+ref, args[1]))
}

func scriptSee(ts *testscript.TestScript, neg bool, args []string) {
	has := args[0] == "-has"
	if has {
		args = args[1:]
	}
	tab, ref := splitRef(ts, args[0])
	got, err := google(ts).human().Value("'" + tab + "'!" + ref)
	ts.Check(err)
	if match := got == args[1] || has && strings.Contains(got, args[1]); match == neg {
		ts.Fatalf("%s shows %q, asked for %q", args[0], got, args[1])
	}
}

func scriptSheetTabs(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	got, err := google(ts).human().Tabs()
	ts.Check(err)
	if !slices.Equal(got, args) {
		ts.Fatalf("tabs %q, want %q", got, args)
	}
}

func scriptPerson(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	g := google(ts)
	h := g.human()
	switch args[0] {
	case "deletes":
		ts.Check(h.DeleteTab(args[1]))
	case "renames":
		ts.Check(h.RenameTab(args[1], args[2]))
	case "adds":
		ts.Check(h.AddTab(args[1]))
	case "shares":
		ts.Check(h.Share(sheetstest.DefaultAccount, args[1]))
	case "revokes":
		ts.Check(h.Revoke(sheetstest.DefaultAccount))
	case "locale":
		ts.Check(h.SetLocale(args[1]))
	case "voids-key":
		g.server.DisableAccount(sheetstest.DefaultAccount)
	default:
		ts.Fatalf("a person does not do %q", args[0])
	}
}

func scriptCalls(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	g := google(ts)
	counts := g.server.Counts()
	g.server.ResetCounts()
	if got := fmt.Sprintf("%d %d", counts.Reads, counts.Writes); len(args) > 0 && got != strings.Join(args, " ") {
		ts.Fatalf("reads and writes: %s, want %s", got, strings.Join(args, " "))
	}
}

func scriptAppend(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = f.WriteString(strings.Join(args[1:], "\n") + "\n")
	ts.Check(errors.Join(err, f.Close()))
}

func scriptMode(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	mode, err := strconv.ParseUint(args[0], 8, 32)
	ts.Check(err)
	ts.Check(os.Chmod(ts.MkAbs(args[1]), os.FileMode(mode)))
}
