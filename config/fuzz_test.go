package config

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever the text is, there are settings or problems that can be shown.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(Template(offices[3].Values))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("bieu.yaml", data)
		var ps Problems
		if (c == nil) != errors.As(err, &ps) || c == nil && len(ps) == 0 {
			t.Fatalf("settings %v, error %v", c, err)
		}
		lines := bytes.Count(bytes.ReplaceAll(data, []byte("\r"), []byte("\n")), []byte("\n")) + 1
		for _, p := range ps {
			if p.Line < 0 || p.Line > lines || p.Text == "" || strings.Contains(p.Text, "%!") && !bytes.Contains(data, []byte("%!")) {
				t.Errorf("problem %+v in a text of %d lines", p, lines)
			}
		}
	})
}
