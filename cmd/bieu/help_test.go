package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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
		checkValues(t, c)
		for _, child := range c.Commands() {
			walk(child)
		}
	}
	walk(app.root())
}

// valueWords are the words that stand for a value, wherever help names one.
var valueWords = strings.Fields(`TỆP TỆP.xlsx THƯ-MỤC KỲ ĐƠN-VỊ MÃ LƯỢT LẦN SỐ NĂM NGÀY THỜI-ĐIỂM LÝ-DO TÊN CÂU
	ĐƯỜNG-DẪN KHÓA ĐỊA-CHỈ ĐỊA-CHỈ:CỔNG LỆNH`)

// checkValues looks whether values go by Vietnamese words, the same for a flag
// in the line of use and in the list.
func checkValues(t *testing.T, c *cobra.Command) {
	t.Helper()
	use := c.CommandPath() + strings.TrimPrefix(c.Use, c.Name())
	inUse := map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z-]+) ([^\s|\]]+)`).FindAllStringSubmatch(use, -1) {
		if !strings.HasPrefix(m[2], "[") && !strings.HasPrefix(m[2], "-") {
			inUse[m[1]] = m[2]
		}
	}
	for _, word := range regexp.MustCompile(`[\s\[|]([\p{Lu}][\p{Lu}-]*[^\s\]|]*)`).FindAllStringSubmatch(use, -1) {
		if !slices.Contains(valueWords, word[1]) {
			t.Errorf("%s: the line of use names a value %q", c.CommandPath(), word[1])
		}
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		value, _ := pflag.UnquoteUsage(f)
		if value == "" || f.Name == "log" { // the values of log are words of their own
			return
		}
		if !slices.Contains(valueWords, value) {
			t.Errorf("%s: --%s takes a value %q", c.CommandPath(), f.Name, value)
		}
		if used, named := inUse[f.Name]; named && used != value {
			t.Errorf("%s: --%s takes %q in the line of use and %q in the list", c.CommandPath(), f.Name, used, value)
		}
	})
}

// withoutFlags drops what is English on purpose: names of flags.
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
