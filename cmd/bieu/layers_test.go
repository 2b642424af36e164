package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers says who may import whom, by package below the module; "…" stands for
// every package. A package that is not listed may not exist. Tests may import
// what their package may, and the test helpers beside it.
var layers = map[string][]string{
	"rules/language":    {},
	"rules/plan":        {"rules/language"},
	"rules/calendar":    {},
	"rules/chase":       {"rules/calendar"},
	"rules":             {"rules/language", "rules/plan", "rules/calendar"},
	"config":            {"rules/calendar", "rules/chase"},
	"sync/workbook":     {},
	"sync/workbooktest": {"sync/workbook"},
	"sync/xlsx":         {"sync/workbook"},
	"sync/gsheets":      {"sync/workbook"},
	"sync/form":         {"rules", "rules/language", "rules/plan", "rules/calendar", "sync/workbook"},
	"sync/history":      {"rules"},
	"sync/historytest":  {},
	"sync/example":      {"rules", "rules/language", "rules/plan", "rules/calendar", "sync/form", "sync/workbook"},
	"sync/engine": {
		"rules", "rules/language", "rules/plan", "rules/calendar", "rules/chase",
		"sync/form", "sync/history", "sync/workbook",
	},
	"sync/notify":               {"sync/history"},
	"sync/notifytest":           {},
	"sync/queue":                {},
	"sync/schedule":             {"sync/queue"},
	"sync/web":                  {"sync/history", "sync/queue"},
	"sync/sheetstest":           {"sync/sheetstest/discovery", "sync/sheetstest/locale"},
	"sync/sheetstest/discovery": {},
	"sync/sheetstest/locale":    {},
	"cmd/bieu":                  {"…"},
	"cmd/sheetsd":               {"…"},
}

// testHelpers may be imported by the tests of the packages named.
var testHelpers = map[string][]string{
	"sync/workbooktest": {"sync/workbook", "sync/xlsx", "sync/gsheets", "sync/form", "sync/engine", "cmd/bieu"},
	"sync/xlsx":         {"sync/engine"},
	"sync/sheetstest":   {"sync/gsheets"},
	"sync/notifytest":   {"sync/notify", "cmd/bieu"},
	"sync/historytest":  {"sync/history", "sync/engine", "sync/queue", "cmd/bieu"},
	"sync/example":      {"sync/form", "sync/engine"},
}

const module = "bieu/"

func TestImportsKeepToTheirRooms(t *testing.T) {
	out, err := exec.Command("go", "list", "-f",
		`{{.ImportPath}}|{{join .Imports " "}}|{{join .TestImports " "}} {{join .XTestImports " "}}`, "bieu/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		pkg := strings.TrimPrefix(fields[0], module)
		seen[pkg] = true
		allowed, listed := layers[pkg]
		if !listed {
			t.Errorf("package %s is not in the table of layers: decide who may import it and whom it may import", pkg)
			continue
		}
		for _, imported := range ours(fields[1]) {
			if !slices.Contains(allowed, imported) && !slices.Contains(allowed, "…") {
				t.Errorf("%s imports %s, which the table of layers does not allow", pkg, imported)
			}
		}
		for _, imported := range ours(fields[2]) {
			if imported != pkg && !slices.Contains(allowed, imported) && !slices.Contains(allowed, "…") &&
				!slices.Contains(testHelpers[imported], pkg) {
				t.Errorf("a test of %s imports %s, which the table of layers does not allow", pkg, imported)
			}
		}
	}
	for pkg := range layers {
		if !seen[pkg] {
			t.Errorf("the table of layers lists %s, which does not exist", pkg)
		}
	}
}

// ours returns the imports that are packages of this module, without its name.
func ours(imports string) []string {
	var list []string
	for _, path := range strings.Fields(imports) {
		if rest, ok := strings.CutPrefix(path, module); ok {
			list = append(list, rest)
		}
	}
	return list
}
