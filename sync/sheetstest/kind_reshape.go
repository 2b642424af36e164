package sheetstest

import (
	"fmt"
	"strings"
)

// deleteDuplicates takes out rows of a range that say the same in some columns
// as a row before; case does not count, the cells below move up (documented).
func deleteDuplicates(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	var columns []int
	for _, item := range listOf(in["comparisonColumns"]) {
		_, a, from, to, err := e.lines(item)
		if err != nil {
			return nil, err
		}
		if a != columnAxis || from < at.c0 || to > at.c1 {
			return nil, invalid("comparisonColumns must be columns of the range")
		}
		for c := from; c < to; c++ {
			columns = append(columns, c)
		}
	}
	for c := at.c0; len(listOf(in["comparisonColumns"])) == 0 && c < at.c1; c++ {
		columns = append(columns, c)
	}
	seen, kept := map[string]bool{}, []int{}
	for r := at.r0; r < at.r1; r++ {
		says := ""
		for _, c := range columns {
			v := e.s.effective(t, t.cell(r, c))
			says += fmt.Sprintf("%d %v %q %v\n", v.kind, v.num, strings.ToLower(v.text), v.yes)
		}
		if !seen[says] {
			kept = append(kept, r)
		}
		seen[says] = true
	}
	before := t.clone()
	for i := range at.rows() {
		for c := at.c0; c < at.c1; c++ {
			if i < len(kept) {
				t.put(at.r0+i, c, before.cell(kept[i], c))
			} else {
				t.put(at.r0+i, c, nil)
			}
		}
	}
	out := map[string]any{}
	count(out, "duplicatesRemovedCount", at.rows()-len(kept))
	return out, nil
}

// delimiters by their type. What AUTODETECT looks for is inferred.
var delimiters = map[string]string{"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}

// textToColumns splits the texts of one column into the columns beside it
// (documented). That the pieces are understood as if typed is inferred.
func textToColumns(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["source"])
	if err != nil {
		return nil, err
	}
	if at.columns() != 1 {
		return nil, invalid("source must span exactly one column")
	}
	kind, _ := in["delimiterType"].(string)
	delimiter, known := delimiters[kind]
	switch {
	case kind == "CUSTOM":
		delimiter, known = in["delimiter"].(string)
	case kind == "AUTODETECT":
		delimiter, known = e.commonDelimiter(t, at), true
	}
	if !known || delimiter == "" {
		return nil, invalid("delimiterType must be specified, and delimiter for CUSTOM")
	}
	var values [][]any
	for r := at.r0; r < at.r1; r++ {
		var line []any
		if c := t.cell(r, at.c0); !c.blank() {
			for _, piece := range strings.Split(e.s.formatted(t, c), delimiter) {
				line = append(line, strings.TrimSpace(piece))
			}
		}
		values = append(values, line)
	}
	return nil, e.typeFrom(t, at.r0, at.c0, values)
}

// commonDelimiter is the one that most texts of a column hold.
func (e *edit) commonDelimiter(t *tab, at span) string {
	best, found := 0, ","
	for _, kind := range []string{"COMMA", "SEMICOLON", "PERIOD", "SPACE"} {
		n := 0
		for r := at.r0; r < at.r1; r++ {
			if c := t.cell(r, at.c0); !c.blank() && strings.Contains(e.s.formatted(t, c), delimiters[kind]) {
				n++
			}
		}
		if n > best {
			best, found = n, delimiters[kind]
		}
	}
	return found
}

// typeFrom enters lines of values as if typed, from a cell on; the grid grows
// for them.
func (e *edit) typeFrom(t *tab, row, column int, values [][]any) *apiError {
	width := 0
	for _, line := range values {
		width = max(width, len(line))
	}
	t.grow(row+len(values), column+width)
	if err := e.guard(t, span{row, row + len(values), column, column + width}); err != nil {
		return err
	}
	for i, line := range values {
		for j, value := range line {
			t.put(row+i, column+j, e.s.entered(t.cell(row+i, column+j), value, true, e.now.Year()))
		}
	}
	return nil
}

// pasteData enters text, lines below each other and pieces beside each other,
// as if typed (documented). HTML is not understood.
func pasteData(e *edit, in map[string]any) (map[string]any, *apiError) {
	if truthy(in["html"]) {
		return nil, notBuilt("pasteData with html")
	}
	at, _ := in["coordinate"].(map[string]any)
	t, err := e.grid(at["sheetId"])
	if err != nil {
		return nil, err
	}
	data, _ := in["data"].(string)
	delimiter, _ := in["delimiter"].(string)
	var values [][]any
	for _, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		pieces := []string{line}
		if delimiter != "" {
			pieces = strings.Split(line, delimiter)
		}
		var cells []any
		for _, piece := range pieces {
			cells = append(cells, piece)
		}
		values = append(values, cells)
	}
	row, _ := at["rowIndex"].(int)
	column, _ := at["columnIndex"].(int)
	switch in["type"] {
	case "PASTE_FORMAT", "PASTE_DATA_VALIDATION", "PASTE_CONDITIONAL_FORMATTING":
		return nil, nil // plain text has none
	}
	return nil, e.typeFrom(t, row, column, values)
}

// randomizeRange shuffles the rows of a range (documented), in the same way in
// every run.
func randomizeRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	order := make([]int, at.rows())
	for i := range order {
		order[i] = at.r0 + i
	}
	for i := len(order) - 1; i > 0; i-- {
		j := int(e.srv.next() % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	t.permute(at, order, false)
	return nil, nil
}

// duplicateFilterView makes another view of the same; its title is inferred.
func duplicateFilterView(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, i, err := viewFamily.find(e.s, in["filterId"])
	if err != nil {
		return nil, err
	}
	o := t.views[i]
	o.id = e.srv.newID()
	data := map[string]any{}
	for name, value := range o.data {
		data[name] = value
	}
	data["title"] = fmt.Sprint("Copy of ", data["title"])
	o.data = data
	t.views = append(t.views, o)
	return map[string]any{"filter": o.json(t, "filterViewId")}, nil
}
