package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

var (
	// english finds what the command line library says by itself.
	english = regexp.MustCompile(`(?i)\b(usage|flags?|available|commands?|help for|use "|string|additional|unknown|invalid|error|generate|shell completion)\b`)
	// blunt finds the word "wrong", which people are never told.
	blunt = regexp.MustCompile(`(?i)(^|[^\p{L}])sai([^\p{L}]|$)`)
)

// Every command's help is in Vietnamese, polite, and its lists are in line.
func TestHelpOfEveryCommand(t *testing.T) {
	app := &app{}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		path := strings.Fields(c.CommandPath())[1:]
		said, code := bieu(append(path, "--help")...)
		if code != exitDone || !strings.Contains(said, "Cách dùng:\n  bieu") {
			t.Errorf("%s --help ends with %d and says\n%s", c.CommandPath(), code, said)
		}
		if word := english.FindString(withoutFlags(said)); word != "" {
			t.Errorf("%s --help says %q", c.CommandPath(), word)
		}
		if blunt.MatchString(said) {
			t.Errorf("%s --help says “sai”", c.CommandPath())
		}
		checkInLine(t, c.CommandPath(), said)
		for _, child := range c.Commands() {
			walk(child)
		}
	}
	walk(app.root())
}

// withoutFlags drops what is English on purpose: names of flags and of values.
func withoutFlags(help string) string {
	return regexp.MustCompile(`--[a-z-]+`).ReplaceAllString(help, "")
}

// checkInLine looks whether the meanings of the flags begin in one column.
func checkInLine(t *testing.T, name, help string) {
	t.Helper()
	_, list, _ := strings.Cut(help, "Tùy chọn:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	column := -1
	for line := range strings.Lines(list) {
		at := regexp.MustCompile(`--\S+( \S+)?   +`).FindStringIndex(line)
		if at == nil {
			t.Errorf("%s: no flag in %q", name, line)
			continue
		}
		begins := utf8.RuneCountInString(line[:at[1]])
		if column >= 0 && begins != column {
			t.Errorf("%s: %q begins in column %d, the line above in %d", name, line, begins, column)
		}
		column = begins
	}
}

// Nothing that people read of bad input calls it wrong.
func TestMessagesArePolite(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("testdata", "bad", "*.golden"))
	must(t, err)
	if len(paths) == 0 {
		t.Fatal("no golden files")
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		must(t, err)
		if blunt.Match(content) {
			t.Errorf("%s says “sai”", path)
		}
	}
}
