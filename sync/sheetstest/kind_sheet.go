package sheetstest

import (
	"slices"
	"strconv"
	"strings"

	"bieu/sync/sheetstest/discovery"
)

// Limits of a grid (from issues and measurements).
const (
	mostCells   = 10000000
	mostColumns = 18278
)

func itoa(n int) string { return strconv.Itoa(n) }

// tabFrom makes a tab from the SheetProperties of addSheet or create.
func (srv *Server) tabFrom(s *spreadsheet, props map[string]any) (*tab, *apiError) {
	id, given := props["sheetId"].(int)
	if !given {
		id = srv.newID()
	} else if s.tabByID(id) != nil {
		return nil, invalid("Sheet with id %d already exists", id) // measured
	}
	title, _ := props["title"].(string)
	if title == "" {
		title = s.freeSheetName()
	}
	if err := s.titleFree(title, nil); err != nil {
		return nil, err
	}
	grid, _ := props["gridProperties"].(map[string]any)
	rows, columns := 1000, 26
	if n, ok := grid["rowCount"].(int); ok {
		rows = n
	}
	if n, ok := grid["columnCount"].(int); ok {
		columns = n
	}
	if err := mayFreeze(rowAxis, frozenIn(grid, rowAxis), rows); err != nil {
		return nil, err
	}
	if err := mayFreeze(columnAxis, frozenIn(grid, columnAxis), columns); err != nil {
		return nil, err
	}
	t := newTab(id, title, 0, 0)
	if err := t.resize(s, rows, columns); err != nil {
		return nil, err
	}
	own := map[string]any{}
	for k, v := range props {
		if k != "sheetId" && k != "index" {
			own[k] = v
		}
	}
	t.setProps(overlay(t.props, own))
	t.props["title"] = title
	return t, nil
}

// freeSheetName is the name of a tab that was given none.
func (s *spreadsheet) freeSheetName() string {
	for n := len(s.tabs) + 1; ; n++ {
		if s.tabByTitle("Sheet"+itoa(n)) == nil {
			return "Sheet" + itoa(n)
		}
	}
}

// titleFree refuses a title that another tab has (text known from issues) and an
// empty one (recorded).
func (s *spreadsheet) titleFree(title string, but *tab) *apiError {
	if strings.TrimSpace(title) == "" {
		return invalid("The sheet name cannot be empty.")
	}
	for _, t := range s.tabs {
		if t != but && strings.EqualFold(t.title(), title) {
			return invalid("A sheet with the name \"%s\" already exists. Please enter another name.", title)
		}
	}
	return nil
}

// setProps stores SheetProperties without what follows from the tab itself and
// without zeroes and false, which replies never show (recorded).
func (t *tab) setProps(props map[string]any) {
	out := map[string]any{}
	for k, v := range props {
		if k == "sheetId" || k == "index" || v == false {
			continue
		}
		if k == "gridProperties" {
			grid := map[string]any{}
			for name, value := range v.(map[string]any) {
				if name != "rowCount" && name != "columnCount" && value != false && value != 0 {
					grid[name] = value
				}
			}
			if len(grid) > 0 {
				out[k] = grid
			}
			continue
		}
		out[k] = v
	}
	t.props = styled(out)
}

// resize gives the grid other sizes; what falls outside is lost.
func (t *tab) resize(s *spreadsheet, rows, columns int) *apiError {
	switch {
	case rows < 1 || columns < 1:
		return invalid("Grid dimensions must be positive: %d rows, %d columns", rows, columns)
	case columns > mostColumns:
		return invalid("This action would increase the number of columns in the sheet above the limit of %d columns.", mostColumns)
	case s.cells()-len(t.rows)*len(t.cols)+rows*columns > mostCells:
		return invalid("This action would increase the number of cells in the workbook above the limit of %d cells.", mostCells)
	}
	if rows < len(t.rows) {
		s.deleteLines(t, rowAxis, rows, len(t.rows))
	}
	if columns < len(t.cols) {
		s.deleteLines(t, columnAxis, columns, len(t.cols))
	}
	t.grow(rows, columns)
	return nil
}

func addSheet(e *edit, in map[string]any) (map[string]any, *apiError) {
	props, _ := in["properties"].(map[string]any)
	t, err := e.srv.tabFrom(e.s, props)
	if err != nil {
		return nil, err
	}
	at := len(e.s.tabs)
	if n, ok := props["index"].(int); ok && n < at {
		at = max(n, 0)
	}
	e.s.tabs = slices.Insert(e.s.tabs, at, t)
	return map[string]any{"properties": e.s.propertiesJSON(t)}, nil
}

func deleteSheet(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, err := e.tab(in["sheetId"])
	if err != nil {
		return nil, err
	}
	if len(e.s.tabs) == 1 {
		return nil, invalid("You can't remove all the sheets in a document.")
	}
	if !t.hidden() && e.s.visible() == 1 {
		return nil, invalid("You can't remove all the visible sheets in a document.")
	}
	if err := e.guard(t, t.all()); err != nil {
		return nil, err
	}
	e.s.tabs = slices.DeleteFunc(e.s.tabs, func(other *tab) bool { return other == t })
	e.s.named = slices.DeleteFunc(e.s.named, func(n namedRange) bool { return n.tab == t.id })
	return nil, nil
}

func (s *spreadsheet) visible() int {
	n := 0
	for _, t := range s.tabs {
		if !t.hidden() {
			n++
		}
	}
	return n
}

// duplicateSheet: without a place the copy comes first, as an absent index is
// zero (inferred).
func duplicateSheet(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, err := e.tab(in["sourceSheetId"])
	if err != nil {
		return nil, err
	}
	title, _ := in["newSheetName"].(string)
	if title == "" {
		title = e.s.freeTitle("Copy of " + t.title())
	}
	if err := e.s.titleFree(title, nil); err != nil {
		return nil, err
	}
	c := e.srv.copyTab(t, title)
	if id, ok := in["newSheetId"].(int); ok {
		if e.s.tabByID(id) != nil {
			return nil, invalid("Sheet with id %d already exists", id)
		}
		c.id = id
	}
	at, _ := in["insertSheetIndex"].(int)
	e.s.tabs = slices.Insert(e.s.tabs, min(max(at, 0), len(e.s.tabs)), c)
	return map[string]any{"properties": e.s.propertiesJSON(c)}, nil
}

func updateSheetProperties(e *edit, in map[string]any) (map[string]any, *apiError) {
	props, _ := in["properties"].(map[string]any)
	t, err := e.tab(props["sheetId"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "SheetProperties")
	if err != nil {
		return nil, err
	}
	if mask.Has("title") {
		title, _ := props["title"].(string)
		if err := e.s.titleFree(title, t); err != nil {
			return nil, err
		}
	}
	if mask.Has("hidden") && truthy(props["hidden"]) && !t.hidden() && e.s.visible() == 1 {
		return nil, invalid("You can't hide all the sheets in a document.")
	}
	if err := e.resizeTab(t, props, mask); err != nil {
		return nil, err
	}
	before := overlay(t.props, map[string]any{})
	t.setProps(mergeStyled(mask, before, props))
	if t.title() == "" {
		t.props["title"], t.props["sheetType"] = before["title"], before["sheetType"]
	}
	if at, ok := props["index"].(int); ok && mask.Has("index") {
		e.s.moveTab(t, at)
	}
	return nil, nil
}

// resizeTab changes the size of the grid when the mask asks for it.
func (e *edit) resizeTab(t *tab, props map[string]any, mask discovery.Mask) *apiError {
	grid, _ := props["gridProperties"].(map[string]any)
	rows, columns := len(t.rows), len(t.cols)
	if n, ok := grid["rowCount"].(int); ok && mask.Has("gridProperties", "rowCount") {
		rows = n
	}
	if n, ok := grid["columnCount"].(int); ok && mask.Has("gridProperties", "columnCount") {
		columns = n
	}
	for a, size := range [2]int{rowAxis: rows, columnAxis: columns} {
		if err := t.staysLoose(axis(a), size, grid, mask); err != nil {
			return err
		}
	}
	return t.resize(e.s, rows, columns)
}

// staysLoose refuses a change after which all rows or columns would be frozen.
func (t *tab) staysLoose(a axis, size int, grid map[string]any, mask discovery.Mask) *apiError {
	if mask.Has("gridProperties", frozenNames[a]) {
		return mayFreeze(a, frozenIn(grid, a), size)
	}
	if frozen := t.frozen(a); frozen > 0 && size < t.size(a) && frozen >= size {
		return allFrozen(a)
	}
	return nil
}

// mayFreeze refuses to freeze all lines there are (from issues).
func mayFreeze(a axis, frozen, size int) *apiError {
	if frozen > 0 && frozen >= size {
		return invalid("You can't freeze all visible %s on the sheet.", strings.ToLower(a.String()))
	}
	return nil
}

// moveTab puts a tab before the one that stands at the index now: indexes count
// before the move (documented).
func (s *spreadsheet) moveTab(t *tab, at int) {
	from := s.index(t)
	at = min(max(at, 0), len(s.tabs))
	rest := slices.DeleteFunc(slices.Clone(s.tabs), func(other *tab) bool { return other == t })
	if at > from {
		at--
	}
	s.tabs = slices.Insert(rest, at, t)
}

func updateSpreadsheetProperties(e *edit, in map[string]any) (map[string]any, *apiError) {
	props, _ := in["properties"].(map[string]any)
	mask, err := e.mask(in, "SpreadsheetProperties")
	if err != nil {
		return nil, err
	}
	if name, ok := props["locale"].(string); ok && mask.Has("locale") && !strings.Contains(name, "_") && len(name) > 3 {
		return nil, invalid("Unsupported locale: %s", name) // inferred
	}
	e.s.props = mergeStyled(mask, e.s.props, props)
	return nil, nil
}
