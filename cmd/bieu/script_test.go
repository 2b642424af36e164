package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"bieu/sync/example"
)

var (
	update   = flag.Bool("update", false, "write the golden files anew")
	remaking = flag.Bool("fixtures", false, "make the fixtures of bad input anew")
)

// programs are those that tests start as processes of their own.
var programs = map[string]func(){
	"bieu":      func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	"bieu-soak": func() { os.Exit(soakProcess()) },
}

func TestMain(m *testing.M) { testscript.Main(m, programs) }

// TestScripts runs the stories of testdata/script, each in an empty folder.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Cmds:                scriptCommands,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", absolute("testdata"))
			env.Values["google"] = &googleScript{}
			return nil
		},
	})
}

func absolute(name string) string {
	path, err := filepath.Abs(name)
	if err != nil {
		panic(err)
	}
	return path
}

// scriptCommand is a command of our own in the scripts; neg is true behind "!".
type scriptCommand = func(ts *testscript.TestScript, neg bool, args []string)

// scriptCommands, with what each takes.
var scriptCommands = map[string]scriptCommand{
	"code":     scriptCode,         // N bieu ARGS…: the program ends with exactly this exit code
	"files":    scriptFiles,        // [NAME…]: the current folder holds exactly these
	"same":     scriptSame,         // A B: byte for byte
	"bom":      scriptBOM,          // FILE: put a byte order mark in front
	"example":  scriptExample,      // 01|02 FILE [FIRST LAST]: the example's printed rows as TSV
	"workbook": scriptWorkbook,     // FILE TAB=A.tsv[+B.tsv]…: a workbook of nothing but text
	"cell":     scriptCell,         // [-text|-has] FILE TAB!A1 WANT: what a cell holds; -text: and that it is text; -has: in part
	"setcell":  scriptSetCell,      // [-number|-formula|-date] FILE TAB!A1 VALUE: what a person types
	"column":   scriptInsertColumn, // FILE TAB C: a person inserts a blank column
	"rename":   scriptRename,       // FILE TAB NEW: a person renames a tab; NEW "" deletes it
	"tabs":     scriptTabs,         // FILE TAB…: exactly these, in order
	"changed":  scriptChanged,      // BEFORE AFTER [TAB!A1…]: exactly these cells differ; TAB!*: some of the tab
	"sql":      scriptSQL,          // FILE STATEMENT: somebody changes the history behind our back
	"json":     scriptJSON,         // FILE PATH WANT: see jsonPick
	"jsonkeys": scriptJSONKeys,     // FILE PATH KEY…: every object there has exactly these keys
	"google":   scriptGoogle,       // [-OPTION…] [TAB=TEXT…]: a server with a spreadsheet, see there
	"types":    scriptType,         // TAB!A1 TEXT: a person types into the spreadsheet
	"sees":     scriptSee,          // [-has] TAB!A1 WANT: what a person sees there; -has: in part
	"person":   scriptPerson,       // ACTION …: what else people do to the spreadsheet
	"sheets":   scriptSheetTabs,    // TAB…: the spreadsheet has exactly these, in order
	"calls":    scriptCalls,        // [READS WRITES]: so many calls since the last time
	"append":   scriptAppend,       // FILE LINE…: lines at the end of a file
	"mode":     scriptMode,         // 644 FILE: who may read a file
}

// noNegation refuses "!" before a command where it would mean nothing.
func noNegation(ts *testscript.TestScript, neg bool) {
	if neg {
		ts.Fatalf("this command takes no !")
	}
}

func scriptCode(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\nstdout:\n%s\nstderr:\n%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

func scriptFiles(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	entries, err := os.ReadDir(ts.MkAbs("."))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(args)
	if !slices.Equal(names, args) {
		ts.Fatalf("the folder holds %q, want %q", names, args)
	}
}

func scriptSame(ts *testscript.TestScript, neg bool, args []string) {
	if same := ts.ReadFile(args[0]) == ts.ReadFile(args[1]); same == neg {
		ts.Fatalf("%s and %s: same is %v", args[0], args[1], same)
	}
}

func scriptBOM(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("\ufeff"+ts.ReadFile(args[0])), 0o644))
}

func scriptExample(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg)
	rows := example.Bieu02()
	if args[0] == "01" {
		rows = example.Bieu01()
	}
	if len(args) == 4 {
		first, err := strconv.Atoi(args[2])
		ts.Check(err)
		last, err := strconv.Atoi(args[3])
		ts.Check(err)
		rows = rows[first-1 : last]
	}
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join([]string{r.TT, r.Task, r.Result, r.Judgement}, "\t") + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o644))
}
