package gsheets

import (
	"fmt"
	"slices"

	"bieu/sync/workbook"
)

// model is a tab that people rearrange: a rectangle of texts with anchors on
// its rows and columns. It behaves as the service does.
type model struct {
	rows       [][]string
	rowAnchors []int64
	colAnchors []int64
	nextAnchor int64
}

// newModel has a header, then units rows with a Mã, figures and texts of
// people, and two columns of the worker. A tab with too many rows has anchors on its
// columns only.
func newModel(units int, anchored bool) *model {
	m := &model{nextAnchor: 1}
	header := []string{"Mã", "Nhiệm vụ", "Thực hiện", "Đánh giá", "Kết quả", "Kiểm tra", "Ghi chú"}
	m.rows = append(m.rows, header)
	for i := range units {
		row := make([]string, len(header))
		for c, name := range header {
			row[c] = fmt.Sprintf("%s %d", name, i)
		}
		row[0] = fmt.Sprint("K", i)
		if i%3 == 0 {
			row[4] = ""
		}
		m.rows = append(m.rows, row)
	}
	for range 2 {
		m.rows = append(m.rows, make([]string, len(header)))
	}
	m.rowAnchors, m.colAnchors = make([]int64, len(m.rows)), make([]int64, len(header))
	for i := range m.colAnchors {
		m.colAnchors[i] = m.anchor()
	}
	if anchored {
		for i := range m.rowAnchors {
			m.rowAnchors[i] = m.anchor()
		}
	}
	return m
}

func (m *model) anchor() int64 {
	m.nextAnchor++
	return m.nextAnchor
}

func (m *model) clone() *model {
	c := *m
	c.rows = nil
	for _, row := range m.rows {
		c.rows = append(c.rows, slices.Clone(row))
	}
	c.rowAnchors, c.colAnchors = slices.Clone(m.rowAnchors), slices.Clone(m.colAnchors)
	return &c
}

// picture shows the model as a read would.
func (m *model) picture() *picture {
	t := &tab{id: 1, title: "Trạm y tế", rows: len(m.rows), cols: len(m.colAnchors), rowAnchors: map[int]int64{}, colAnchors: map[int]int64{}}
	for _, row := range m.rows {
		cells := make([]cell, len(row))
		for i, text := range row {
			cells[i].Cell = workbook.TextCell(text)
		}
		t.cells = append(t.cells, cells)
	}
	for i, id := range m.rowAnchors {
		if id != 0 {
			t.rowAnchors[i] = id
		}
	}
	for i, id := range m.colAnchors {
		if id != 0 {
			t.colAnchors[i] = id
		}
	}
	return &picture{tabs: []*tab{t}}
}

// apply writes as the service does: rows by anchor, columns by position.
func (m *model) apply(p *picture, entries []entry) {
	for _, e := range entries {
		row := e.row
		if id, ok := p.tabs[0].rowAnchors[e.row]; ok {
			row = slices.Index(m.rowAnchors, id)
		}
		if row >= 0 && row < len(m.rows) && e.col < len(m.rows[row]) {
			m.rows[row][e.col] = e.value.Value
		}
	}
}

func (m *model) insertRow(at int) {
	m.rows = slices.Insert(m.rows, at, make([]string, len(m.colAnchors)))
	m.rowAnchors = slices.Insert(m.rowAnchors, at, 0)
}

func (m *model) deleteRow(at int) {
	m.rows = slices.Delete(m.rows, at, at+1)
	m.rowAnchors = slices.Delete(m.rowAnchors, at, at+1)
}

func (m *model) insertCol(at int) {
	for i := range m.rows {
		m.rows[i] = slices.Insert(m.rows[i], at, "")
	}
	m.colAnchors = slices.Insert(m.colAnchors, at, 0)
}

func (m *model) deleteCol(at int) {
	for i := range m.rows {
		m.rows[i] = slices.Delete(m.rows[i], at, at+1)
	}
	m.colAnchors = slices.Delete(m.colAnchors, at, at+1)
}

func moveIn[T any](list []T, from, to int) []T {
	x := list[from]
	return slices.Insert(slices.Delete(list, from, from+1), to, x)
}

func (m *model) moveRow(from, to int) {
	m.rows, m.rowAnchors = moveIn(m.rows, from, to), moveIn(m.rowAnchors, from, to)
}

func (m *model) moveCol(from, to int) {
	for i := range m.rows {
		m.rows[i] = moveIn(m.rows[i], from, to)
	}
	m.colAnchors = moveIn(m.colAnchors, from, to)
}

// sort brings the rows below the header into the order given; all of them
// follow, anchors too.
func (m *model) sort(order []int) {
	rows, anchors := slices.Clone(m.rows), slices.Clone(m.rowAnchors)
	for i, from := range order {
		m.rows[i+1], m.rowAnchors[i+1] = rows[from+1], anchors[from+1]
	}
}

// sortPart does the same to the first columns only, which leaves anchors and
// the other cells where they are.
func (m *model) sortPart(order []int, cols int) {
	old := m.clone()
	for i, from := range order {
		copy(m.rows[i+1][:cols], old.rows[from+1][:cols])
	}
}

// cutRow takes the cells of a row to the last row, which is blank; the anchor
// stays.
func (m *model) cutRow(at int) {
	last := len(m.rows) - 1
	m.rows[last], m.rows[at] = m.rows[at], make([]string, len(m.colAnchors))
}
