package sheetstest

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// The least share of recorded interactions that must come out equal: of those
// that the server was built by, and of any others.
const (
	bar       = 97.0
	barOthers = 90.0
)

// otherRecordings names a folder of recordings that the server was not built by.
const otherRecordings = "SHEETS_RECORDINGS"

// recordingsFolder is where recorded traffic lies, by default beside the project
// where there is such a folder. Recordings are no part of it.
func recordingsFolder(t *testing.T) (folder string, least float64) {
	t.Helper()
	folder, least = os.Getenv(otherRecordings), barOthers
	if folder == "" {
		folder, least = filepath.Join("..", "..", "..", "shared", "recordings"), bar
	}
	if files, err := filepath.Glob(filepath.Join(folder, "*.jsonl.gz")); err != nil || len(files) == 0 {
		t.Skipf("no recordings (*.jsonl.gz) in %s: set %s to a folder that has some", folder, otherRecordings)
	}
	return folder, least
}

func TestReplayOfRecordedTraffic(t *testing.T) {
	folder, least := recordingsFolder(t)
	score := replayFolder(t, folder, flaws{})
	score.print(os.Stdout)
	if share := score.share(); share < least {
		t.Errorf("%.1f %% of the recorded interactions come out equal, want at least %.0f %%", share, least)
	}
}

// TestReplayNoticesMistakes breaks the server on purpose, in five ways, and wants
// to see the replay go red each time.
func TestReplayNoticesMistakes(t *testing.T) {
	if testing.Short() {
		t.Skip("replays everything six times")
	}
	folder, _ := recordingsFolder(t)
	healthy := replayFolder(t, folder, flaws{})
	for _, tt := range []struct {
		name string
		flaw flaws
	}{
		{"empty rows at the end are not trimmed", flaws{noTrimming: true}},
		{"ranges are not cut at the edge of the grid", flaws{noClamping: true}},
		{"updatedRange is wrong", flaws{wrongRange: true}},
		{"zero values are kept", flaws{keepZeroes: true}},
		{"titles are not quoted", flaws{noQuoting: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			broken := replayFolder(t, folder, tt.flaw)
			if broken.equal < healthy.equal {
				return
			}
			if os.Getenv(otherRecordings) != "" {
				t.Skip("these recordings hold nothing in which this mistake would show")
			} else {
				t.Errorf("%d interactions equal with the mistake, %d without: the replay did not notice", broken.equal, healthy.equal)
			}
		})
	}
}

// score counts what became of the recorded interactions.
type score struct {
	equal, differing int
	rows             map[string]*scoreRow
	reasons          map[string]int
	differences      []string
}

type scoreRow struct{ replayed, equal, differing, skipped int }

func (s *score) row(name string) *scoreRow {
	if s.rows[name] == nil {
		s.rows[name] = &scoreRow{}
	}
	return s.rows[name]
}

func (s *score) count(one interaction, difference, skipped string) {
	names := append([]string{one.endpoint()}, one.kinds()...)
	for _, name := range names {
		row := s.row(name)
		switch {
		case skipped != "":
			row.skipped++
		case difference != "":
			row.replayed++
			row.differing++
		default:
			row.replayed++
			row.equal++
		}
	}
	switch {
	case skipped != "":
		s.reasons[skipped]++
	case difference != "":
		s.differing++
		s.differences = append(s.differences, fmt.Sprintf("%s #%d %s %s: %s", one.Session, one.N, one.Method, one.URI, difference))
	default:
		s.equal++
	}
}

func (s *score) share() float64 {
	if s.equal+s.differing == 0 {
		return 0
	}
	return 100 * float64(s.equal) / float64(s.equal+s.differing)
}

func (s *score) print(w io.Writer) {
	fmt.Fprintf(w, "%-58s %9s %7s %10s %8s\n", "endpoint or request kind", "replayed", "equal", "differing", "skipped")
	for _, name := range sorted(s.rows) {
		r := s.rows[name]
		fmt.Fprintf(w, "%-58s %9d %7d %10d %8d\n", name, r.replayed, r.equal, r.differing, r.skipped)
	}
	for _, reason := range sorted(s.reasons) {
		fmt.Fprintf(w, "skipped %d: %s\n", s.reasons[reason], reason)
	}
	for i, difference := range s.differences {
		if i == 40 {
			fmt.Fprintf(w, "… and %d more\n", len(s.differences)-i)
			break
		}
		fmt.Fprintln(w, "differs:", difference)
	}
	fmt.Fprintf(w, "replay: %d equal of %d in scope (%.1f %%)\n", s.equal, s.equal+s.differing, s.share())
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// replayFolder replays the sessions of every file of a folder, each on a server
// of its own.
func replayFolder(t *testing.T, folder string, flaw flaws) *score {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	total := &score{rows: map[string]*scoreRow{}, reasons: map[string]int{}}
	skips := readSkips(t)
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	for _, name := range files {
		for _, session := range readSessions(t, name) {
			srv := NewServer()
			srv.opts.flaws = flaw
			newPlayer(t, srv, client, skips).play(session, total)
			srv.Close()
		}
	}
	return total
}

// endpoint names the method of an interaction.
func (one interaction) endpoint() string {
	path := one.path()
	if m, _ := match(one.Method, path); m != nil {
		return m.ID
	}
	return one.Method + " " + strings.SplitN(path, "?", 2)[0]
}

// kinds names the requests inside a batchUpdate.
func (one interaction) kinds() []string {
	body, _ := one.Req.(map[string]any)
	seen := map[string]bool{}
	var names []string
	if !strings.HasSuffix(one.path(), ":batchUpdate") {
		return nil
	}
	for _, item := range listOf(body["requests"]) {
		request, _ := item.(map[string]any)
		for name := range request {
			if !seen[name] {
				seen[name] = true
				names = append(names, "  batchUpdate "+name)
			}
		}
	}
	sort.Strings(names)
	return names
}
