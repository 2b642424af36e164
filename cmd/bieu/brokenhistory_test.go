package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// A history that cannot be used stops every command before anything is touched,
// and says what to do. With the right one back, the next run goes on.
func TestHistoriesThatCannotBeUsed(t *testing.T) {
	b := newBureau(t, onFile, nil)
	clock := newDay()
	at := clock.next()
	b.must(syncAt(at)...)
	right, err := os.ReadFile(b.history)
	must(t, err)
	for i, c := range []struct {
		name string
		make func(t *testing.T)
		want string
	}{
		{"damaged in the middle", func(t *testing.T) {
			damaged := slices.Clone(right)
			copy(damaged[len(damaged)/2:], bytes.Repeat([]byte{0xa5}, 20_000))
			must(t, os.WriteFile(b.history, damaged, 0o600))
		}, "tệp lịch sử bị hỏng"},
		{"cut short", func(t *testing.T) { must(t, os.WriteFile(b.history, right[:len(right)/2], 0o600)) }, "tệp lịch sử bị hỏng"},
		{"something else", func(t *testing.T) {
			must(t, os.WriteFile(b.history, []byte("ghi chép của văn phòng"), 0o600))
		}, "không phải tệp lịch sử của Biểu"},
		{"newer", func(t *testing.T) {
			b.does(t, `INSERT INTO bieu_schema (version_id, is_applied) VALUES (999, TRUE)`)
		}, "do phiên bản mới hơn của chương trình ghi"},
		{"a column is wanting", func(t *testing.T) {
			b.does(t, `ALTER TABLE runs RENAME COLUMN cells TO other`)
		}, "các bảng trong tệp lịch sử đã bị thay đổi"},
	} {
		t.Run(c.name, func(t *testing.T) {
			must(t, os.WriteFile(b.history, right, 0o600))
			c.make(t)
			b.types(typed{"Văn hóa - Xã hội", "F11", fmt.Sprint(210 + i)}) // so that there is something to write
			before, book := b.bytes(t, b.history), b.bytes(t, b.file.path)
			period := []string{"--period", "2023-09"}
			for _, command := range [][]string{
				syncAt(clock.next()), {"sync", "--dry-run"}, {"runs"}, {"history"}, {"backup", b.folder + "/copy.db"},
				append([]string{"close", "--yes", "--with-gaps"}, period...), append([]string{"rebuild"}, period...),
			} {
				stdout, stderr, code := b.run(command...)
				if code != exitFailed || !strings.Contains(stderr, c.want) || !strings.Contains(stderr, "bieu.db") {
					t.Errorf("%s ends with %d:\n%s%s", command[0], code, stdout, stderr)
				}
			}
			if !bytes.Equal(before, b.bytes(t, b.history)) || !bytes.Equal(book, b.bytes(t, b.file.path)) {
				t.Error("the history or the workbook was touched")
			}
			if left := b.stray(); len(left) > 0 {
				t.Errorf("%q is left in the folder", left)
			}
			must(t, os.WriteFile(b.history, right, 0o600))
			b.must(syncAt(at)...)
			b.quiet(at)
		})
	}
}

// does lets somebody change the history behind the program's back.
func (b *bureau) does(t *testing.T, statement string) {
	t.Helper()
	b.asks(func(db *sql.DB) {
		_, err := db.ExecContext(t.Context(), statement)
		must(t, err)
	})
}

func (b *bureau) bytes(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	must(t, err)
	return content
}
