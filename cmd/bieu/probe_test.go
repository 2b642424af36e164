package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bieu/sync/sheetstest"
)

// TestProbeIsInterrupted presses Ctrl-C in the midst of it.
func TestProbeIsInterrupted(t *testing.T) {
	server := sheetstest.NewServer()
	defer server.Close()
	folder := t.TempDir()
	id := server.Create(sheetstest.Spreadsheet{Locale: "vi_VN", Tabs: []sheetstest.Tab{{Title: "Ghi chép"}}})
	settings := fmt.Sprintf("organisation: UBND xã A\nyear: 2025\nworkbook: {google: %s}\ncredentials: key.json\nendpoint: %s\n"+
		"quota: {reads: 6000, writes: 6000}\n", id, server.URL)
	path := filepath.Join(folder, "bieu.yaml")
	for name, text := range map[string][]byte{path: []byte(settings), filepath.Join(folder, "key.json"): server.Key()} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	server.BeforeApply(func(c sheetstest.Call) {
		if c.N == 12 {
			interrupt()
		}
	})
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"doctor", "--probe", "--config", path}, strings.NewReader(""), &stdout, &stderr); code != exitFailed {
		t.Errorf("ended with %d, want %d", code, exitFailed)
	}
	if said := stdout.String(); !strings.HasSuffix(said, "Đã dừng theo yêu cầu. Trang tạm đã được xóa.\n") || stderr.Len() > 0 {
		t.Errorf("said\n%s%s", said, stderr.String())
	}
	if titles, err := server.Human(id).Tabs(); err != nil || !slices.Equal(titles, []string{"Ghi chép"}) {
		t.Errorf("tabs %q, %v", titles, err)
	}
}
