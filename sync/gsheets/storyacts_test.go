package gsheets_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// scene is a unit's tab as a person has it in front of them, and the places at
// which this person is about to do something.
type scene struct {
	*story
	title            string
	rows             [][]string
	header           int
	width            int
	row, other       int // below the header, from 1 as people count
	col, otherCol    int
	letter, another  string
	ofWorker, isKey  bool // the column is the worker's, or that of the Mã
	blankFrom, depth int  // the first row below all that is written
}

func (s *story) scene() (*scene, bool) {
	title := s.units[s.random.IntN(len(s.units))]
	rows, err := s.twin.Entered("'" + title + "'")
	if err != nil {
		return nil, false
	}
	c := &scene{story: s, title: title, rows: rows, header: headerRow(rows), blankFrom: len(rows) + 1}
	for _, row := range rows {
		c.width = max(c.width, len(row))
	}
	c.depth = len(rows) - c.header - 1
	if c.header < 0 || c.depth < 3 {
		return nil, false
	}
	c.row, c.other = c.header+2+s.random.IntN(c.depth), c.header+2+s.random.IntN(c.depth)
	c.col, c.otherCol = s.random.IntN(c.width), s.random.IntN(c.width)
	c.letter, c.another = workbook.ColumnName(c.col), workbook.ColumnName(c.otherCol)
	if c.col < len(rows[c.header]) {
		name := rows[c.header][c.col]
		c.ofWorker, c.isKey = slices.Contains(workerHeaders, name), name == keyHeader
	}
	return c, true
}

func (c *scene) ref(a1 string) string { return "'" + c.title + "'!" + a1 }

func (c *scene) cell() string { return c.ref(fmt.Sprint(c.letter, c.row)) }

// text is one that nobody has written before.
func (s *story) text(what string) string {
	s.number++
	return fmt.Sprint(what, " ", s.number)
}

// deed is what a person does, in either spreadsheet. In its areas texts come,
// go or stand elsewhere: there the worker has not seen them yet.
type deed struct {
	name  string
	do    func(*sheetstest.Human) error
	areas []string
}

var nothing = deed{}

// deeds are all that people do, each as often as it stands here.
var deeds = []func(*scene) deed{
	typeText, typeText, typeNumber, typeFormula, clearCell, typeOverVerdict, renameCode, writeBelow,
	insertRow, insertRow, deleteRow, moveRow, sortSheet, sortPart, cutRow, shiftCells, unshiftCells, cutCell,
	insertColumn, deleteColumn, moveColumn, moveColumn, cutColumn,
	renameTab, copyTab, moveTab, addTab, hideRow, filter, unfilter, takeAccess,
}

// act lets a person do one thing in both spreadsheets.
func (s *story) act() {
	c, ok := s.scene()
	if !ok {
		return
	}
	d := deeds[s.random.IntN(len(deeds))](c)
	if d.do == nil {
		return
	}
	s.tally.acts++
	texts := s.textsIn(d.areas)
	s.note(c.title+": "+d.name, errors.Join(d.do(s.shared), d.do(s.twin)))
	s.watch.noteFresh(append(texts, s.textsIn(d.areas)...))
}

func typing(c *scene, what, text string) deed {
	if c.ofWorker || c.isKey {
		return nothing
	}
	return deed{
		name:  fmt.Sprintf("%s %s: %s", what, c.cell(), text),
		do:    func(h *sheetstest.Human) error { return h.Type(c.cell(), text) },
		areas: []string{c.cell()},
	}
}

func (c *scene) at(row, col int) string {
	if row < len(c.rows) && col < len(c.rows[row]) {
		return c.rows[row][col]
	}
	return ""
}

func typeText(c *scene) deed { return typing(c, "type", c.text("người ghi")) }

func typeNumber(c *scene) deed {
	c.number++
	return typing(c, "type", fmt.Sprint(90000+c.number, ",25"))
}

func typeFormula(c *scene) deed {
	c.number++
	return typing(c, "type", fmt.Sprint("=6/4+", c.number))
}

func clearCell(c *scene) deed {
	if c.ofWorker || c.isKey {
		return nothing
	}
	return deed{
		name:  "clear " + c.cell(),
		do:    func(h *sheetstest.Human) error { return h.Clear(c.cell()) },
		areas: []string{c.cell()},
	}
}

func typeOverVerdict(c *scene) deed {
	text := c.text("người ghi đè")
	if !c.ofWorker {
		return nothing
	}
	return deed{name: "type over " + c.cell(), do: func(h *sheetstest.Human) error { return h.Type(c.cell(), text) }}
}

// renameCode gives a row another Mã.
func renameCode(c *scene) deed {
	key := slices.Index(c.rows[c.header], keyHeader)
	at := c.ref(fmt.Sprint(workbook.ColumnName(key), c.row))
	if c.at(c.row-1, key) == "" {
		return nothing
	}
	text := c.text("M")
	return deed{name: "type " + at + ": " + text, do: func(h *sheetstest.Human) error { return h.Type(at, text) }, areas: []string{at}}
}

func writeBelow(c *scene) deed {
	text := c.text("người ghi thêm")
	at := c.ref(fmt.Sprint("B", c.blankFrom))
	return deed{name: "type " + at, do: func(h *sheetstest.Human) error { return h.Type(at, text) }, areas: []string{at}}
}

func insertRow(c *scene) deed {
	n := 1 + c.random.IntN(2)
	return deed{name: fmt.Sprint("insert ", n, " above row ", c.row), do: func(h *sheetstest.Human) error { return h.InsertRows(c.title, c.row, n) }}
}

func deleteRow(c *scene) deed {
	if c.depth < 6 {
		return nothing
	}
	return deed{name: fmt.Sprint("delete row ", c.row), do: func(h *sheetstest.Human) error { return h.DeleteRows(c.title, c.row, 1) }}
}

func moveRow(c *scene) deed {
	return deed{name: fmt.Sprint("move row ", c.row, " above ", c.other), do: func(h *sheetstest.Human) error { return h.MoveRows(c.title, c.row, 1, c.other) }}
}

// sameColumn: where the worker's values stand in a column, the two would be
// sorted differently.
func (c *scene) sameColumn() bool {
	reference := c.ref(c.letter + ":" + c.letter)
	shared, errShared := c.shared.Values(reference)
	alone, errAlone := c.twin.Values(reference)
	return errors.Join(errShared, errAlone) == nil && cmp.Equal(shared, alone)
}

func sortSheet(c *scene) deed {
	if c.ofWorker || !c.sameColumn() {
		return nothing
	}
	down := c.row%2 == 0
	return deed{name: fmt.Sprint("sort by ", c.letter, " ", down), do: func(h *sheetstest.Human) error { return h.SortSheet(c.title, c.header+2, c.letter, down) }}
}

// sortPart sorts a block of columns that holds the column to sort by.
func sortPart(c *scene) deed {
	if c.ofWorker || !c.sameColumn() {
		return nothing
	}
	from, to := min(c.col, c.otherCol), max(c.col, c.otherCol)
	block := c.ref(fmt.Sprintf("%s%d:%s%d", workbook.ColumnName(from), c.header+2, workbook.ColumnName(to), len(c.rows)))
	return deed{
		name:  fmt.Sprint("sort ", block, " by ", c.letter),
		do:    func(h *sheetstest.Human) error { return h.SortRange(block, c.letter, c.row%2 == 0) },
		areas: []string{block},
	}
}

func cutRow(c *scene) deed {
	from, to := c.ref(fmt.Sprint(c.row, ":", c.row)), c.ref(fmt.Sprint("A", c.blankFrom))
	landing := c.ref(fmt.Sprint(c.blankFrom, ":", c.blankFrom))
	return deed{name: "cut " + from + " to " + to, do: func(h *sheetstest.Human) error { return h.Cut(from, to) }, areas: []string{from, landing}}
}

func cutCell(c *scene) deed {
	if c.ofWorker || c.isKey {
		return nothing
	}
	to := c.ref(fmt.Sprint(c.letter, c.other))
	return deed{
		name:  "cut " + c.cell() + " to " + to,
		do:    func(h *sheetstest.Human) error { return h.Cut(c.cell(), to) },
		areas: []string{c.cell(), to},
	}
}

// below is the column from the cell on.
func (c *scene) below() string {
	return c.ref(fmt.Sprintf("%s%d:%s%d", c.letter, c.row, c.letter, len(c.rows)+1))
}

func shiftCells(c *scene) deed {
	if c.ofWorker || c.isKey {
		return nothing
	}
	return deed{
		name:  "insert the cell " + c.cell(),
		do:    func(h *sheetstest.Human) error { return h.InsertCells(c.cell()) },
		areas: []string{c.below()},
	}
}

func unshiftCells(c *scene) deed {
	if c.ofWorker || c.isKey {
		return nothing
	}
	return deed{
		name:  "delete the cell " + c.cell(),
		do:    func(h *sheetstest.Human) error { return h.DeleteCells(c.cell()) },
		areas: []string{c.below()},
	}
}

// insertColumn: to the left of the worker's dates a new column would take over
// their format, which they do not have where the worker never was.
func insertColumn(c *scene) deed {
	if c.at(c.header, c.col) == readHeader {
		return nothing
	}
	n := 1 + c.random.IntN(2)
	return deed{name: fmt.Sprint("insert ", n, " left of ", c.letter), do: func(h *sheetstest.Human) error { return h.InsertColumns(c.title, c.letter, n) }}
}

func deleteColumn(c *scene) deed {
	if c.isKey || c.ofWorker && c.random.IntN(4) > 0 || c.width < 7 {
		return nothing
	}
	return deed{name: "delete column " + c.letter, do: func(h *sheetstest.Human) error { return h.DeleteColumns(c.title, c.letter, 1) }}
}

func moveColumn(c *scene) deed {
	return deed{name: "move column " + c.letter + " left of " + c.another, do: func(h *sheetstest.Human) error { return h.MoveColumns(c.title, c.letter, 1, c.another) }}
}

func cutColumn(c *scene) deed {
	from, to := c.ref(c.letter+":"+c.letter), c.ref(workbook.ColumnName(c.width)+"1")
	return deed{name: "cut " + from + " to " + to, do: func(h *sheetstest.Human) error { return h.Cut(from, to) }}
}

func renameTab(c *scene) deed {
	next := c.text("Trang")
	at := slices.Index(c.units, c.title)
	return deed{name: "rename the tab to " + next, do: func(h *sheetstest.Human) error {
		c.units[at] = next
		return h.RenameTab(c.title, next)
	}}
}

func copyTab(c *scene) deed {
	next := c.text("Bản sao")
	return deed{name: "copy the tab to " + next, do: func(h *sheetstest.Human) error {
		err := h.CopyTab(c.title, next)
		if err == nil && h == c.shared {
			c.copies[next] = c.look(h, next)
		}
		return err
	}}
}

func moveTab(c *scene) deed {
	return deed{name: "move the tab", do: func(h *sheetstest.Human) error { return h.MoveTab(c.title, c.row%2) }}
}

func addTab(c *scene) deed {
	title := c.text("Thêm")
	return deed{name: "add the tab " + title, do: func(h *sheetstest.Human) error { return h.AddTab(title) }}
}

func hideRow(c *scene) deed {
	return deed{name: fmt.Sprint("hide row ", c.row), do: func(h *sheetstest.Human) error { return h.HideRows(c.title, c.row, 1, c.other%3 > 0) }}
}

func filter(c *scene) deed {
	block := c.ref(fmt.Sprintf("A%d:%s%d", c.header+1, workbook.ColumnName(c.width-1), len(c.rows)))
	return deed{name: "filter by " + c.letter, do: func(h *sheetstest.Human) error { return h.Filter(block, c.letter, c.at(c.row-1, c.col)) }}
}

func unfilter(c *scene) deed {
	return deed{name: "take the filter off", do: func(h *sheetstest.Human) error { return h.Unfilter(c.title) }}
}

// takeAccess shuts the worker out, in the spreadsheet that it knows of.
func takeAccess(c *scene) deed {
	if c.random.IntN(4) > 0 {
		return nothing
	}
	return deed{name: "shut the worker out", do: func(h *sheetstest.Human) error {
		if h != c.shared {
			return nil
		}
		c.locked = true
		return h.Revoke(sheetstest.DefaultAccount)
	}}
}
