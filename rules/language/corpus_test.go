package language

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
)

// corpusLine is one labelled sentence: its category, its text, and the columns
// that hold the reading a person gave it.
type corpusLine struct {
	category, text string
	want           []string
}

func readCorpus(t testing.TB, name string) []corpusLine {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var lines []corpusLine
	for row := range strings.SplitSeq(strings.TrimRight(string(data), "\n"), "\n") {
		if strings.HasPrefix(row, "#") && strings.Contains(row, "category") {
			continue
		}
		cells := strings.Split(row, "\t")
		lines = append(lines, corpusLine{cells[0], cells[1], cells[2:]})
	}
	return lines
}

// score counts how many sentences of each category are read as labelled.
type score struct{ right, all map[string]int }

func newScore() score { return score{map[string]int{}, map[string]int{}} }

func (s score) add(category string, right bool) {
	s.all[category]++
	if right {
		s.right[category]++
	}
}

func (s score) log(t *testing.T, name string) {
	t.Helper()
	categories := make([]string, 0, len(s.all))
	right, all := 0, 0
	for c := range s.all {
		categories = append(categories, c)
		right, all = right+s.right[c], all+s.all[c]
	}
	sort.Strings(categories)
	for _, c := range categories {
		t.Logf("%s %-12s %3d/%3d", name, c, s.right[c], s.all[c])
	}
	t.Logf("%s %-12s %3d/%3d = %.1f %%", name, "all", right, all, 100*float64(right)/float64(all))
}

func column(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}

func codes(questions []Question) string {
	var all strings.Builder
	for _, q := range questions {
		all.WriteString("?" + q.Code)
	}
	return all.String()
}

func TestCorpusOfTargets(t *testing.T) {
	s := newScore()
	for _, line := range readCorpus(t, "targets.tsv") {
		reading := ReadTargets(line.text)
		var got []string
		for _, x := range reading.Targets {
			fields := []string{string(x.Op), plain(x.Low), plain(x.High), x.Unit, x.Giver, plain(x.Given), x.Words}
			if x.Op == OpText && !strings.Contains(line.want[0], "||||||") {
				fields[6] = ""
			}
			got = append(got, strings.TrimRight(strings.Join(fields, "|"), "|"))
		}
		result := strings.Join(got, " + ") + codes(reading.Questions)
		s.add(line.category, result == line.want[0])
		if result != line.want[0] {
			t.Errorf("%s: %s\n got %s\nwant %s", line.category, line.text, result, line.want[0])
		}
	}
	s.log(t, "targets")
}

func TestCorpusOfResults(t *testing.T) {
	s := newScore()
	for _, line := range readCorpus(t, "results.tsv") {
		reading := ReadResult(line.text, Known{})
		var figures, claims []string
		for _, f := range reading.Figures {
			figures = append(figures, fmt.Sprintf("%s|%s|%s", f.Value, f.Unit, f.Role))
		}
		for _, c := range reading.Claims {
			claims = append(claims, fmt.Sprintf("%s|%s|%s", c.Kind, plain(c.Stated), c.Verdict))
		}
		rest := codes(reading.Questions)
		if reading.Answer != "" {
			rest += "=" + string(reading.Answer)
		}
		got := strings.Join(figures, " + ") + "\t" + strings.Join(claims, " + ") + "\t" + rest
		want := column(line.want, 0) + "\t" + column(line.want, 1) + "\t" + column(line.want, 2)
		s.add(line.category, got == want)
		if got != want {
			t.Errorf("%s: %s\n got %s\nwant %s", line.category, line.text, got, want)
		}
	}
	s.log(t, "results")
}

func TestCorpusOfCells(t *testing.T) {
	s := newScore()
	for _, line := range readCorpus(t, "cells.tsv") {
		reading := ReadCell(line.text, Known{})
		got := reading.Value + "\t" + reading.Unit + "\t" + string(reading.Action)
		want := column(line.want, 0) + "\t" + column(line.want, 1) + "\t" + column(line.want, 2)
		s.add(line.category, got == want)
		if got != want {
			t.Errorf("%s: %s\n got %s\nwant %s", line.category, line.text, got, want)
		}
	}
	s.log(t, "cells")
}

func TestConsistentReportsRaiseNoAlarm(t *testing.T) {
	data, err := os.ReadFile("testdata/consistent.txt")
	if err != nil {
		t.Fatal(err)
	}
	for text := range strings.Lines(string(data)) {
		reading := ReadResult(text, Known{})
		for _, c := range reading.Claims {
			if c.Verdict == VerdictWarn || c.Verdict == VerdictAsk {
				t.Errorf("%s: %s", text, c.Why)
			}
		}
		for _, q := range reading.Questions {
			t.Errorf("%s: asks %s", text, q.Text)
		}
	}
}
