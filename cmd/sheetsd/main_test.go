package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bieu/config"
	"bieu/sync/gsheets"
)

// start runs the program in a folder until the test ends and returns what it
// said when it was ready.
func start(t *testing.T, folder string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	read, write := io.Pipe()
	done := make(chan int, 1)
	var stderr bytes.Buffer
	go func() {
		done <- run(ctx, args, folder, write, &stderr)
		write.Close()
	}()
	var said strings.Builder
	buffer := make([]byte, 4096)
	for !strings.Contains(said.String(), endWords) {
		n, err := read.Read(buffer)
		said.Write(buffer[:n])
		if err != nil {
			cancel()
			t.Fatalf("ended with %d before it was ready: %s%s", <-done, said.String(), stderr.String())
		}
	}
	t.Cleanup(func() {
		cancel()
		if code := <-done; code != exitDone {
			t.Errorf("ended with %d: %s", code, stderr.String())
		}
	})
	return said.String()
}

func TestExampleIsReadyForTheDriver(t *testing.T) {
	folder := t.TempDir()
	start(t, folder, "--example")
	start(t, folder, "--example") // a second start replaces what the first wrote
	info, err := os.Stat(filepath.Join(folder, keyFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key: %v, %v; want it for its owner only", info, err)
	}
	text, err := os.ReadFile(filepath.Join(folder, settingsFile))
	if err != nil {
		t.Fatal(err)
	}
	set, err := config.Parse(settingsFile, text)
	if err != nil {
		t.Fatal(err)
	}
	account, err := gsheets.SignIn(gsheets.Settings{
		Credentials: filepath.Join(folder, set.Google.Credentials), Endpoint: set.Google.Endpoint,
	})
	if err != nil {
		t.Fatal(err)
	}
	book, err := gsheets.Open(t.Context(), gsheets.Options{Account: account, Spreadsheet: set.Google.Spreadsheet})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	snapshot, err := book.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := "Tổng quan, Kế hoạch, Đơn vị"
	if got := strings.Join(snapshot.Titles, ", "); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "Biểu 01, Biểu 02") {
		t.Errorf("tabs: %s", got)
	}
	overview := snapshot.Grid("Tổng quan")
	for code, status := range set.Statuses {
		found := false
		for row := range overview.Rows() {
			found = found || overview.At(row, 0).Value == status
		}
		if !found {
			t.Errorf("the overview has no line for %s, “%s”", code, status)
		}
	}
}

func TestPlainStartGivesABlankSpreadsheet(t *testing.T) {
	folder := t.TempDir()
	said := start(t, folder)
	if _, err := os.Stat(filepath.Join(folder, settingsFile)); err == nil {
		t.Error("settings were written without being asked for")
	}
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(said)
	resp, err := http.Get(address + "/v4/spreadsheets/x")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("a call without a token: %s", resp.Status)
	}
}

func TestSettingsOfOthersAreLeftAlone(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, settingsFile)
	if err := os.WriteFile(path, []byte("organisation: a\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"--example"}, folder, io.Discard, &stderr); code != exitFailed {
		t.Errorf("ended with %d, want %d", code, exitFailed)
	}
	if !strings.Contains(stderr.String(), "được giữ nguyên") {
		t.Errorf("said: %s", stderr.String())
	}
	if text, err := os.ReadFile(path); string(text) != "organisation: a\n" {
		t.Errorf("the settings are now %q, %v", text, err)
	}
}

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		name   string
		args   []string
		folder string
		code   int
		says   string
	}{
		{"help", []string{"--help"}, "", exitDone, "Cách dùng"},
		{"unknown option", []string{"--port", "1"}, "", exitUsage, "Xem: sheetsd --help"},
		{"stray word", []string{"now"}, "", exitUsage, "Xem: sheetsd --help"},
		{"no such address", []string{"--addr", "256.0.0.1:1"}, "", exitFailed, "Không lắng nghe được"},
		{"no such folder", nil, "nowhere", exitFailed, "Không ghi được"},
	} {
		var said bytes.Buffer
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if code := run(ctx, tt.args, tt.folder, &said, &said); code != tt.code || !strings.Contains(said.String(), tt.says) {
			t.Errorf("%s: %d, %s", tt.name, code, said.String())
		}
	}
}
