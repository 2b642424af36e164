package xlsx

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"bieu/sync/workbook"
)

// What happens between the first look at a file and its replacement.
func TestPublishLooksAgain(t *testing.T) {
	tests := map[string]struct {
		meanwhile func(path string) error
		want      error
	}{
		"nothing":        {func(string) error { return nil }, nil},
		"saved by other": {func(path string) error { return os.WriteFile(path, []byte("dài hơn trước"), 0o644) }, workbook.ErrChanged},
		"replaced": {func(path string) error {
			return errors.Join(os.WriteFile(path+".2", []byte("trước"), 0o644), os.Rename(path+".2", path))
		}, workbook.ErrChanged},
		"opened by other": {func(path string) error {
			return os.WriteFile(filepath.Join(filepath.Dir(path), "~$"+filepath.Base(path)), nil, 0o644)
		}, workbook.ErrOpen},
		"gone": {os.Remove, fs.ErrNotExist},
	}
	for name, test := range tests {
		path := filepath.Join(t.TempDir(), "a.xlsx")
		if err := os.WriteFile(path, []byte("trước"), 0o644); err != nil {
			t.Fatal(err)
		}
		seen, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := test.meanwhile(path); err != nil {
			t.Fatal(err)
		}
		if err := publish(path, seen, []byte("sau")); !errors.Is(err, test.want) {
			t.Errorf("%s: got error %v, want %v", name, err, test.want)
		}
		if got, err := os.ReadFile(path); (string(got) == "sau") != (test.want == nil) {
			t.Errorf("%s: the file holds %q (%v)", name, got, err)
		}
		if temps, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*.tmp")); temps != nil {
			t.Errorf("%s: left behind: %v", name, temps)
		}
	}
}

func TestPublishNewNeverReplaces(t *testing.T) {
	for name, publish := range map[string]func(path string) error{
		"with links": func(path string) error { return publishNew(path, []byte("sau")) },
		"without links": func(path string) error {
			temp, err := writeTemp(path, nil, []byte("sau"))
			if err != nil {
				return err
			}
			return renameNew(temp, path)
		},
	} {
		path := filepath.Join(t.TempDir(), "a.xlsx")
		if err := publish(path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.WriteFile(path, []byte("trước"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := publish(path); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: got error %v, want %v", name, err, fs.ErrExist)
		}
		if got, err := os.ReadFile(path); string(got) != "trước" {
			t.Errorf("%s: the file holds %q (%v)", name, got, err)
		}
	}
}
