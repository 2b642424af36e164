package sheetstest

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

var (
	a1Pattern   = regexp.MustCompile(`^\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?(?:(:)\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?)?$`)
	r1c1Pattern = regexp.MustCompile(`^[Rr]([1-9]\d*)[Cc]([1-9]\d*)(?::[Rr]([1-9]\d*)[Cc]([1-9]\d*))?$`)
	plainTitle  = regexp.MustCompile(`^[\pL_][\pL\pN_]*$`)
	likeA1      = regexp.MustCompile(`^[A-Za-z]{1,3}\d+$`)
	likeR1C1    = regexp.MustCompile(`^(?i:R\d*C\d*|R\d*|C\d*|TRUE|FALSE)$`)
)

// parseA1 reads the part of a reference behind the tab: A1, A1:B2, A:B, 1:3,
// A1:B, A1:3, and R1C1 (documented). Corners in any order.
func parseA1(body string) (span, bool) {
	if m := r1c1Pattern.FindStringSubmatch(body); m != nil {
		r0, c0 := atoi(m[1]), atoi(m[2])
		r1, c1 := r0, c0
		if m[3] != "" {
			r1, c1 = atoi(m[3]), atoi(m[4])
		}
		return ordered(c0-1, r0-1, c1-1, r1-1), true
	}
	m := a1Pattern.FindStringSubmatch(body)
	if m == nil || body == "" || body == ":" {
		return span{}, false
	}
	c0, r0 := column(m[1]), atoi(m[2])-1
	if m[3] == "" {
		if m[1] == "" || m[2] == "" {
			return span{}, false
		}
		return span{r0, r0 + 1, c0, c0 + 1}, true
	}
	c1, r1 := column(m[4]), atoi(m[5])-1
	if (m[1] == "" && m[2] == "") || (m[4] == "" && m[5] == "") {
		return span{}, false
	}
	return halfOpen(c0, r0, c1, r1), true
}

// halfOpen builds a span from two corners of which parts may be missing (below
// zero): A1:B reaches to the last row, A1:3 to the last column, A:B over all rows.
func halfOpen(c0, r0, c1, r1 int) span {
	if c0 >= 0 && c1 >= 0 && r0 >= 0 && r1 >= 0 {
		return ordered(c0, r0, c1, r1)
	}
	s := wholeTab
	switch {
	case c0 >= 0 && c1 >= 0:
		s.c0, s.c1 = min(c0, c1), max(c0, c1)+1
	case c0 >= 0:
		s.c0 = c0
	case c1 >= 0:
		s.c1 = c1 + 1
	}
	switch {
	case r0 >= 0 && r1 >= 0:
		s.r0, s.r1 = min(r0, r1), max(r0, r1)+1
	case r0 >= 0:
		s.r0 = r0
	case r1 >= 0:
		s.r1 = r1 + 1
	}
	return s
}

func ordered(c0, r0, c1, r1 int) span {
	return span{min(r0, r1), max(r0, r1) + 1, min(c0, c1), max(c0, c1) + 1}
}

// atoi reads digits; none give 0, too many a number beyond any grid.
func atoi(digits string) int {
	if digits == "" {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 1 << 40
	}
	return n
}

// column reads letters as a column from 0, -1 when there are none.
func column(letters string) int {
	n := 0
	for _, r := range strings.ToUpper(letters) {
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// letters writes a column from 0.
func letters(column int) string {
	out := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		out = string(rune('A'+(n-1)%26)) + out
	}
	return out
}

// quoted writes a title as it stands in front of "!": in quotes when it holds
// anything but letters, digits and "_", begins with a digit or looks like a
// reference (recorded for spaces, emoji and D3; letters of any script inferred).
func quoted(title string) string {
	if plainTitle.MatchString(title) && !likeA1.MatchString(title) && !likeR1C1.MatchString(title) &&
		!unicode.IsDigit([]rune(title)[0]) {
		return title
	}
	return "'" + strings.ReplaceAll(title, "'", "''") + "'"
}

// echo writes a range as replies do: Sheet1!A1:B2, one cell as Sheet1!A1.
func echo(t *tab, s span) string { return quoted(t.title()) + "!" + body(s) }

// body writes the part of a reference behind the tab.
func body(s span) string {
	corner := func(c, r int) string {
		text := ""
		if c != open {
			text = letters(c)
		}
		if r != open {
			text += strconv.Itoa(r + 1)
		}
		return text
	}
	if s.r0 == open && s.c0 != open && s.r1 != open {
		s.r0 = 0
	}
	if s.c0 == open && s.r0 != open && s.c1 != open {
		s.c0 = 0
	}
	last := func(n int) int {
		if n == open {
			return open
		}
		return n - 1
	}
	from, to := corner(s.c0, s.r0), corner(last(s.c1), last(s.r1))
	if from == to && s.r0 != open && s.c0 != open {
		return from
	}
	return from + ":" + to
}

// splitReference takes a reference apart at the "!" that ends the tab's title.
// An unquoted title may hold anything but "!" (recorded: spaces and emoji).
func splitReference(reference string) (title, rest string, isQuoted, hasRest bool) {
	if strings.HasPrefix(reference, "'") {
		for i := 1; i < len(reference); i++ {
			if reference[i] != '\'' {
				continue
			}
			if i+1 < len(reference) && reference[i+1] == '\'' {
				i++
				continue
			}
			title = strings.ReplaceAll(reference[1:i], "''", "'")
			after := reference[i+1:]
			if after == "" {
				return title, "", true, false
			}
			if after[0] == '!' {
				return title, after[1:], true, true
			}
			break
		}
	}
	if i := strings.LastIndexByte(reference, '!'); i >= 0 {
		return reference[:i], reference[i+1:], false, true
	}
	return reference, "", false, false
}

// find resolves a reference: a name first, then a tab's title, then cells of the
// first visible tab (documented); left of "!" stands always a title. Right of it
// a name may stand too (recorded).
func (s *spreadsheet) find(reference string) (*tab, span, *apiError) {
	title, rest, isQuoted, hasRest := splitReference(reference)
	if !hasRest {
		if !isQuoted {
			if t, at, ok := s.byName(title); ok {
				return t, at, nil
			}
		}
		if t := s.tabByTitle(title); t != nil && (isQuoted || !s.isCells(title)) {
			return t, wholeTab, nil
		}
		if at, ok := parseA1(title); ok && !isQuoted {
			return s.firstVisible(), at, nil
		}
		return nil, span{}, unparsable(reference)
	}
	t := s.tabByTitle(title)
	if t == nil {
		return nil, span{}, unparsable(reference)
	}
	if named, at, ok := s.byName(rest); ok && named == t {
		return t, at, nil
	}
	at, ok := parseA1(rest)
	if !ok {
		return nil, span{}, unparsable(reference)
	}
	return t, at, nil
}

// isCells says whether a bare text reads as cells and no tab has exactly this
// title.
func (s *spreadsheet) isCells(title string) bool {
	if _, ok := parseA1(title); !ok {
		return false
	}
	return s.tabByTitle(title) == nil
}

func (s *spreadsheet) byName(name string) (*tab, span, bool) {
	for _, n := range s.named {
		if strings.EqualFold(n.name, name) {
			if t := s.tabByID(n.tab); t != nil {
				return t, n.at, true
			}
		}
	}
	return nil, span{}, false
}

func (s *spreadsheet) firstVisible() *tab {
	for _, t := range s.tabs {
		if !t.hidden() {
			return t
		}
	}
	return s.tabs[0]
}

// within closes a span on the grid of its tab. What hangs partly over the edge
// is cut, what lies wholly beyond is refused (recorded; the refusal's text is
// from measurements and issues).
func (s *spreadsheet) within(t *tab, at span) (span, *apiError) {
	from := at.closed(1<<40, 1<<40)
	if from.r0 >= len(t.rows) || from.c0 >= len(t.cols) {
		return span{}, beyondGrid(t, at)
	}
	return at.closed(len(t.rows), len(t.cols)), nil
}
