package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bieu/sync/example"
	"bieu/sync/historytest"
)

// leveled are the lines of an output without what differs from one place of the
// history to another, and from one machine to another.
func leveled(said string) string {
	said = regexp.MustCompile(`(dưới )?\d+,\d giây`).ReplaceAllString(said, "… giây")
	said = regexp.MustCompile(`(?m)^(Khi cần phục hồi|rồi ).*\n`).ReplaceAllString(said, "")
	return regexp.MustCompile(`\(\d+ KB\)`).ReplaceAllString(said, "(… KB)")
}

// The same story with the history in a file and in a database.
func TestHistoryInADatabase(t *testing.T) {
	server := historytest.Start(t)
	server.Do(t, server.Address(), `CREATE ROLE clerk LOGIN PASSWORD 'geheim'`, `CREATE SCHEMA clerk AUTHORIZATION clerk`)
	server.Demand(t, "clerk")
	address := server.AddressAs("clerk", "geheim", historytest.Database) + "&search_path=clerk"
	t.Setenv("BIEU_HISTORY", address)
	t.Setenv("BIEU_LOG", "debug")

	file := historyStory(t, "")
	database := historyStory(t, "history: env:BIEU_HISTORY\n")
	place := regexp.MustCompile(`postgres://clerk@/postgres\?host=[^:\s]*`)
	named := 0
	for i := range file {
		if strings.Contains(database[i], "geheim") {
			t.Errorf("step %d shows the password:\n%s", i, database[i])
		}
		named += len(place.FindAllString(database[i], -1))
		if got := place.ReplaceAllString(leveled(database[i]), "bieu.db"); got != leveled(file[i]) {
			t.Errorf("step %d says in a file\n%s\nin a database\n%s", i, leveled(file[i]), got)
		}
	}
	if named != 2 {
		t.Errorf("the database is named %d times, want 2: no history yet, no such run", named)
	}

	// Without the right password, and while the server is away.
	folder := historyFolder(t, "history: env:BIEU_HISTORY\n")
	t.Chdir(folder)
	t.Setenv("BIEU_HISTORY", strings.Replace(address, "geheim", "falsch", 1))
	said, code := bieu("sync")
	if code != exitFailed || !strings.Contains(said, "máy chủ không nhận tên hoặc mật khẩu") || strings.Contains(said, "falsch") {
		t.Errorf("a wrong password: %s", said)
	}
	server.Stop(t)
	for _, command := range []string{"sync", "runs", "doctor"} {
		said, code = bieu(command)
		if code != exitFailed || !strings.Contains(said, "không kết nối được máy chủ cơ sở dữ liệu") || strings.Contains(said, "falsch") {
			t.Errorf("%s while the server is away: %s", command, said)
		}
	}
}

// historyFolder makes a folder with the example's workbook and settings.
func historyFolder(t *testing.T, extra string) string {
	t.Helper()
	folder := t.TempDir()
	t.Chdir(folder)
	if said, code := bieu("sync", "--json"); code != exitDone {
		t.Fatal(said)
	}
	must(t, os.Remove("bieu.db"))
	must(t, os.WriteFile("bieu.yaml", append(example.Settings(), extra...), 0o600))
	return folder
}

// historyStory runs commands one after the other and returns what they say,
// without the log.
func historyStory(t *testing.T, extra string) []string {
	t.Helper()
	t.Chdir(historyFolder(t, extra))
	var all []string
	for _, step := range [][]string{
		{"runs"},
		{"sync", "--dry-run"},
		{"sync"},
		{"sync", "--dry-run", "--at", "2023-09-30T18:00:00+07:00"},
		{"sync", "--at", "2023-09-30T18:00:00+07:00"},
		{"runs"},
		{"show", "2"},
		{"history", "--unit", "Trạm y tế", "--code", "9"},
		{"history", "--unit", "Trạm y tế", "--json"},
		{"show", "9"},
		{"backup", "copy.db"},
	} {
		said, _ := bieu(step...)
		all = append(all, regexp.MustCompile(`(?m)^time=.*\n`).ReplaceAllString(said, ""))
	}
	// A backup of either is a file that takes the history's place.
	must(t, os.WriteFile("bieu.yaml", append(example.Settings(), "history: copy.db\n"...), 0o600))
	for _, step := range [][]string{{"runs"}, {"sync", "--at", "2023-09-30T18:00:00+07:00"}} {
		said, _ := bieu(step...)
		all = append(all, regexp.MustCompile(`(?m)^time=.*\n`).ReplaceAllString(said, ""))
	}
	if _, err := os.Stat(filepath.Join(".", "copy.db")); err != nil {
		t.Error(err)
	}
	return all
}
