package gsheets_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// watch looks at the shared spreadsheet right before and right after each call
// of the worker is applied, which nobody can do with the real service: so it
// knows each cell of a person that a call has changed.
type watch struct {
	before  map[string][][]string
	fresh   [][]string      // texts that one act moved since the worker last looked
	excused map[string]bool // those of an act into which a call came down
	lost    []gsheets.Displaced
}

func (w *watch) noteFresh(texts []string) {
	if len(texts) > 0 {
		w.fresh = append(w.fresh, texts)
	}
}

// excuse takes all texts of the acts in which a text moved: the worker cannot
// know which of them stood where it came down.
func (w *watch) excuse(text string) {
	for _, texts := range w.fresh {
		if !slices.Contains(texts, text) {
			continue
		}
		for _, other := range texts {
			w.excused[other] = other != ""
		}
	}
}

// textsIn is what stands in some ranges of either spreadsheet.
func (s *story) textsIn(areas []string) []string {
	var texts []string
	for _, h := range []*sheetstest.Human{s.shared, s.twin} {
		for _, area := range areas {
			rows, err := h.Entered(area)
			if err != nil || len(rows) == 0 {
				texts = append(texts, "")
			}
			texts = append(texts, slices.Concat(rows...)...)
		}
	}
	return texts
}

// before lets people act between the arrival of a call and its application.
func (s *story) before(c sheetstest.Call) {
	if c.User != sheetstest.DefaultAccount || c.SpreadsheetID != s.id {
		return
	}
	s.turn.Lock()
	if s.rests {
		return
	}
	s.calls++
	s.acts = append(s.acts, "→ "+c.Method)
	for s.random.IntN(s.calm) == 0 {
		s.act()
	}
	s.watch.before = s.seen()
}

func (s *story) after(c sheetstest.Call) {
	if c.User != sheetstest.DefaultAccount || c.SpreadsheetID != s.id {
		return
	}
	defer s.turn.Unlock()
	if s.watch.before == nil {
		return
	}
	if c.Write {
		for title, rows := range s.seen() {
			s.compareCall(s.watch.before[title], rows)
		}
	}
	s.watch.before = nil
	if c.Method == getMethod || c.Method == layoutMethod {
		s.watch.fresh = nil
	}
}

// seen is what stands in the units' tabs.
func (s *story) seen() map[string][][]string {
	seen := map[string][][]string{}
	for _, title := range s.units {
		if rows, err := s.shared.Entered("'" + title + "'"); err == nil {
			seen[title] = rows
		}
	}
	return seen
}

// compareCall finds the cells of people that a call has changed.
func (s *story) compareCall(before, after [][]string) {
	header := headerRow(before[:len(before):len(before)])
	for r := range max(len(before), len(after)) {
		for c := range widthOf(before, after) {
			was, is := textAt(before, r, c), textAt(after, r, c)
			name := textAt(before, header, c)
			if was == is || header >= 0 && r > header && slices.Contains(workerHeaders, name) {
				continue
			}
			s.watch.excuse(was)
			if !s.isOurs(was) {
				s.hit++
			}
		}
	}
}

// isOurs reports whether a text is one that the worker has written.
func (s *story) isOurs(text string) bool {
	for _, header := range workerHeaders {
		if strings.HasPrefix(text, header+" ") {
			return true
		}
	}
	// A date shows as its number where people's cells have no format for it.
	n, err := strconv.Atoi(text)
	return err == nil && n >= firstDay
}

func widthOf(tables ...[][]string) int {
	width := 0
	for _, rows := range tables {
		for _, row := range rows {
			width = max(width, len(row))
		}
	}
	return width
}

func textAt(rows [][]string, r, c int) string {
	if r >= 0 && r < len(rows) && c < len(rows[r]) {
		return rows[r][c]
	}
	return ""
}

// look is all that a person sees in a tab.
func (s *story) look(h *sheetstest.Human, title string) string {
	shown, err := h.Values("'" + title + "'")
	if err != nil {
		return err.Error()
	}
	entered, err := h.Entered("'" + title + "'")
	if err != nil {
		return err.Error()
	}
	return fmt.Sprint(shown, entered)
}

// settled says what is wrong when all rests: a cell of a person that is not as
// this person left it, a verdict that does not stand on its row, a tab that
// was touched.
func (s *story) settled() error {
	var wrong []string
	for _, title := range s.units {
		wrong = append(wrong, s.compareTab(title)...)
	}
	for title, was := range s.copies {
		if is := s.look(s.shared, title); is != was {
			wrong = append(wrong, fmt.Sprintf("the copy %s was touched: %s\nwas %s", title, is, was))
		}
	}
	shared, errShared := s.shared.Tabs()
	alone, errTwin := s.twin.Tabs()
	shared = slices.DeleteFunc(shared, func(title string) bool { return title == compiled })
	if errShared != nil || errTwin != nil || !slices.Equal(shared, alone) {
		wrong = append(wrong, fmt.Sprintf("tabs %q, want %q", shared, alone))
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s", strings.Join(wrong, "\n"))
	}
	return nil
}

func (s *story) compareTab(title string) (wrong []string) {
	at := "'" + title + "'"
	isEntered, err1 := s.shared.Entered(at)
	shouldEntered, err2 := s.twin.Entered(at)
	isShown, err3 := s.shared.Values(at)
	shouldShown, err4 := s.twin.Values(at)
	for _, err := range []error{err1, err2, err3, err4} {
		if err != nil {
			return []string{err.Error()}
		}
	}
	header := headerRow(shouldEntered)
	key := -1
	if header >= 0 {
		key = slices.Index(shouldEntered[header], keyHeader)
	}
	for r := range max(len(isEntered), len(shouldEntered)) {
		for c := range widthOf(isEntered, shouldEntered) {
			where := workbook.Address{Tab: title, Row: r, Col: c}
			is, should := textAt(isEntered, r, c), textAt(shouldEntered, r, c)
			if name := textAt(shouldEntered, header, c); header >= 0 && r > header && slices.Contains(workerHeaders, name) {
				code := textAt(shouldEntered, r, key)
				if other := textAt(isEntered, r, key); s.unknowable(other, code) {
					code = other // the worker can but go by what stands there
				}
				if text := s.verdictWrong(name, code, is, count(shouldEntered, key, code)); text != "" {
					wrong = append(wrong, where.String()+": "+text)
				}
				continue
			}
			shown, shouldShow := textAt(isShown, r, c), textAt(shouldShown, r, c)
			switch {
			case is == should && shown == shouldShow:
			case s.isReported(should):
			case s.unknowable(is, should):
				s.unseen++
			default:
				wrong = append(wrong, fmt.Sprintf("%s: %q shown as %q, want %q shown as %q", where, is, shown, should, shouldShow))
			}
		}
	}
	return wrong
}

// unknowable reports whether a cell differs because a call came down where one
// act had just moved texts.
func (s *story) unknowable(is, should string) bool {
	return is != should && !s.isOurs(is) && (s.watch.excused[should] || should == "" && s.watch.excused[is])
}

func (s *story) verdictWrong(name, code, is string, times int) string {
	should := ""
	switch {
	case code != "" && times > 1:
		return ""
	case code != "" && name == readHeader:
		should = fmt.Sprint(s.day(code, s.wanted[code]))
	case code != "":
		should = s.verdict(name, code, s.wanted[code]).Value
	}
	if is != should {
		return fmt.Sprintf("%q, want the verdict %q", is, should)
	}
	return ""
}

// isReported reports whether people were told that a cell of theirs with this
// text must be looked at.
func (s *story) isReported(text string) bool {
	return slices.ContainsFunc(s.watch.lost, func(d gsheets.Displaced) bool { return d.Was.Value == text || "="+d.Was.Value == text })
}
