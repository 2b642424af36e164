package sheetstest

import (
	"strings"
)

// Files that are older than their session are made from what the session shows
// of them. The interactions that they are made from do not count: they would be
// compared with themselves.
const (
	seededSheet  = "the file is from before the session and made from this answer"
	seededValues = "the values are from before the session and taken from this answer"
	seededList   = "the list shows files from before the session, made from this answer"
)

// prepare brings about what a recorded call finds from before its session. It
// returns why the interaction does not count, "" when it does.
func (p *player) prepare(one interaction) string {
	m, params := match(one.Method, one.path())
	if m == nil {
		return ""
	}
	if m.ID == "drive.files.list" {
		return p.seedList(one.Resp)
	}
	id := params["spreadsheetId"] + params["fileId"]
	if id == "" {
		return ""
	}
	_, known := p.bound[id]
	switch {
	case !known && one.Status == 403:
		p.bound[id] = p.srv.Create(Spreadsheet{Title: "private", Owner: "somebody@example.com"})
		return ""
	case one.Status >= 300:
		return ""
	case !known && (m.ID == "sheets.spreadsheets.get" || m.ID == "drive.files.get"):
		p.seed(id, one.Resp)
		return seededSheet
	case !known:
		p.seed(id, map[string]any{})
	}
	if m.Response != nil && isWrite(m.ID) {
		p.ensureTabs(id, one.Resp)
		p.edited[id] = true
		return ""
	}
	if p.older[id] && !p.edited[id] {
		return p.seedValues(id, one)
	}
	return ""
}

// seed makes a file as a recorded answer shows it.
func (p *player) seed(id string, recorded any) {
	object, _ := recorded.(map[string]any)
	p.older[id] = true
	p.bound[id] = p.srv.Create(Spreadsheet{Title: idText(object["name"]), Owner: DefaultAccount})
	s := p.srv.sheets[p.bound[id]]
	if props, ok := object["properties"].(map[string]any); ok {
		s.props = overlay(s.props, props)
	}
	sheets := listOf(object["sheets"])
	if len(sheets) > 0 {
		s.tabs = nil
	}
	for _, item := range sheets {
		sheet, _ := item.(map[string]any)
		s.tabs = append(s.tabs, p.seedTab(sheet))
	}
	for _, item := range listOf(object["namedRanges"]) {
		named, _ := ints(item).(map[string]any)
		where, _ := named["range"].(map[string]any)
		tab, at := spanFromJSON(where)
		s.named = append(s.named, namedRange{idText(named["namedRangeId"]), idText(named["name"]), tab, at})
	}
}

func (p *player) seedTab(sheet map[string]any) *tab {
	props, _ := ints(sheet["properties"]).(map[string]any)
	grid, _ := props["gridProperties"].(map[string]any)
	size := func(name string, otherwise int) int {
		if n, ok := grid[name].(int); ok {
			return n
		}
		return otherwise
	}
	id, _ := props["sheetId"].(int)
	t := newTab(id, idText(props["title"]), size("rowCount", 1000), size("columnCount", 26))
	if props != nil {
		t.setProps(overlay(t.props, props))
	}
	spans := func(name string) (list []span) {
		for _, item := range listOf(sheet[name]) {
			object, _ := ints(item).(map[string]any)
			if inner, ok := object["range"].(map[string]any); ok {
				object = inner
			}
			_, at := spanFromJSON(object)
			list = append(list, at)
		}
		return list
	}
	t.merges = spans("merges")
	for _, data := range listOf(sheet["data"]) {
		object, _ := ints(data).(map[string]any)
		seedData(t, object)
	}
	return t
}

// seedData puts the cells and the lines that an answer shows into a tab.
func seedData(t *tab, data map[string]any) {
	row, _ := data["startRow"].(int)
	column, _ := data["startColumn"].(int)
	for i, line := range listOf(data["rowData"]) {
		object, _ := line.(map[string]any)
		for j, item := range listOf(object["values"]) {
			shown, _ := item.(map[string]any)
			if row+i < len(t.rows) && column+j < len(t.cols) {
				t.put(row+i, column+j, seedCell(shown))
			}
		}
	}
	for name, a := range map[string]axis{"rowMetadata": rowAxis, "columnMetadata": columnAxis} {
		from := map[axis]int{rowAxis: row, columnAxis: column}[a]
		usual := map[axis]int{rowAxis: rowPixels, columnAxis: columnPixels}[a]
		for i, item := range listOf(data[name]) {
			object, _ := item.(map[string]any)
			size, _ := object["pixelSize"].(int)
			hidden := truthy(object["hiddenByUser"])
			if from+i < t.size(a) && (size != usual && size != 0 || hidden) {
				l := t.ownLine(a, from+i)
				l.pixels, l.hidden = size, hidden
			}
		}
	}
}

// seedCell is a cell as an answer shows it.
func seedCell(shown map[string]any) *cell {
	c := &cell{attrs: map[string]any{}}
	for name, value := range shown {
		switch name {
		case "userEnteredValue", "effectiveValue", "formattedValue", "effectiveFormat":
		default:
			c.attrs[name] = value
		}
	}
	entered, _ := shown["userEnteredValue"].(map[string]any)
	for name, value := range entered {
		switch v := value.(type) {
		case string:
			if name == "formulaValue" {
				c.formula = v
			} else {
				c.input = text(v)
			}
		case bool:
			c.input = truth(v)
		case int:
			c.input = number(float64(v))
		case float64:
			c.input = number(v)
		}
	}
	return c
}

// ints turns whole numbers into int, as a checked request has them.
func ints(value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, inner := range v {
			out[name] = ints(inner)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = ints(v[i])
		}
		return out
	case float64:
		if v == float64(int(v)) {
			return int(v)
		}
	}
	return value
}

// seedValues puts values that a file had before the session where an answer
// shows them.
func (p *player) seedValues(id string, one interaction) string {
	object, _ := one.Resp.(map[string]any)
	ranges := listOf(object["valueRanges"])
	if object["range"] != nil {
		ranges = []any{object}
	}
	if len(ranges) == 0 {
		return ""
	}
	p.ensureTabs(id, one.Resp)
	s := p.srv.sheets[p.bound[id]]
	for _, item := range ranges {
		one, _ := item.(map[string]any)
		t, at, err := s.find(idText(one["range"]))
		if err != nil {
			continue
		}
		at = at.closed(1<<40, 1<<40)
		t.grow(min(at.r1, 1<<20), min(at.c1, mostColumns))
		for i, line := range listOf(one["values"]) {
			for j, value := range listOf(line) {
				r, c := at.r0+i, at.c0+j
				if one["majorDimension"] == "COLUMNS" {
					r, c = at.r0+j, at.c0+i
				}
				t.put(r, c, s.entered(t.cell(r, c), value, false, 2026))
			}
		}
	}
	return seededValues
}

// ensureTabs gives a file from before the session the tabs that an answer names.
func (p *player) ensureTabs(id string, recorded any) {
	s := p.srv.sheets[p.bound[id]]
	if s == nil || !p.older[id] {
		return
	}
	for _, reference := range rangesIn(recorded) {
		title, _, _, hasRest := splitReference(reference)
		if hasRest && s.tabByTitle(title) == nil {
			s.tabs = append(s.tabs, newTab(p.srv.newID(), title, 1000, 26))
		}
	}
}

// rangesIn lists the ranges that an answer names.
func rangesIn(value any) []string {
	var list []string
	switch v := value.(type) {
	case map[string]any:
		for _, name := range sorted(v) {
			if text, ok := v[name].(string); ok && strings.HasSuffix(strings.ToLower(name), "range") {
				list = append(list, text)
			}
			list = append(list, rangesIn(v[name])...)
		}
	case []any:
		for _, item := range v {
			list = append(list, rangesIn(item)...)
		}
	}
	return list
}

// seedList makes the files of a recorded list that the session has not made.
func (p *player) seedList(recorded any) string {
	object, _ := recorded.(map[string]any)
	reason := ""
	files := listOf(object["files"])
	for i := len(files) - 1; i >= 0; i-- {
		file, _ := files[i].(map[string]any)
		id := idText(file["id"])
		if _, known := p.bound[id]; !known && id != "" {
			p.seed(id, file)
			reason = seededList
		}
	}
	return reason
}
