package config

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"bieu/rules/calendar"
)

// maxSize is far above any settings file and far below what would hurt.
const maxSize = 1 << 20

// Load reads a settings file. Its error is Problems; errors.Is(err,
// fs.ErrNotExist) tells a file that is not there. What is wrong with one plan
// of a list is no error: it stands in Broken.
func Load(path string) (*Config, error) {
	data, err := readFile(path)
	r := reader{file: path}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.reportErr(err, 0, CodeNotFound)
		return nil, r.problems
	case err != nil:
		r.reportErr(err, 0, CodeUnreadable)
		return nil, r.problems
	}
	return Parse(path, data)
}

// readFile reads little more than maxSize, so that a path given in error does
// not fill the memory.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSize+1))
}

// Parse reads the text of a settings file; name is what problems call it, and
// relative paths count from its folder. Its error is Problems.
func Parse(name string, data []byte) (*Config, error) {
	r := &reader{file: name}
	if len(data) > maxSize {
		r.report(0, CodeTooLarge)
		return nil, r.problems
	}
	c := defaults(name)
	c.Calendar = calendar.Default(nil)
	doc := r.parseDocument(data)
	seen := doc.broken
	if doc.root != nil {
		r.refuse(doc.root)
		seen = append(seen, r.settings(c, value{node: doc.root})...)
	}
	slices.SortStableFunc(r.problems, byLine)
	if doc.root != nil {
		for _, name := range []string{"organisation", "year", "workbook"} {
			if !slices.Contains(seen, name) {
				r.report(0, CodeMissing, key(name), required[name].meaning, required[name].example)
			}
		}
	}
	r.needsKey(c, seen)
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return c, nil
}

// defaults are the settings of a file that says nothing.
func defaults(name string) *Config {
	return &Config{
		File: name, Timezone: defaultTimezone, KeepLogsDays: defaultKeepLogs, Statuses: defaultStatuses(),
		Tabs: defaultTabs(), Chase: defaultChase(), Listen: defaultListen, Schedule: defaultSchedule(),
	}
}

// byLine orders problems down the file; those of the whole file come last.
func byLine(a, b Problem) int {
	if (a.Line == 0) != (b.Line == 0) {
		return cmp.Compare(b.Line, a.Line)
	}
	return cmp.Compare(a.Line, b.Line)
}
