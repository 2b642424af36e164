package sheetstest

// table finds what append calls a table: the block of filled cells around the
// last filled cell of the range, reading row by row. Documented by example, and
// recorded: a range without a filled cell is in no table even when its
// neighbours are filled, and of several tables the last one counts.
func (t *tab) table(at span) (span, bool) {
	last, ok := t.lastFilled(at)
	if !ok {
		return span{}, false
	}
	for {
		wider := span{max(last.r0-1, 0), min(last.r1+1, len(t.rows)), max(last.c0-1, 0), min(last.c1+1, len(t.cols))}
		grown := t.filled(wider, last)
		if grown == last {
			return last, true
		}
		last = grown
	}
}

func (t *tab) lastFilled(at span) (span, bool) {
	for r := at.r1 - 1; r >= at.r0; r-- {
		if t.rows[r] == nil {
			continue
		}
		for c := min(at.c1, len(t.rows[r].cells)) - 1; c >= at.c0; c-- {
			if !t.cell(r, c).blank() {
				return span{r, r + 1, c, c + 1}, true
			}
		}
	}
	return span{}, false
}

// filled widens a block by the filled cells of a frame around it.
func (t *tab) filled(frame, core span) span {
	for r := frame.r0; r < frame.r1; r++ {
		if t.rows[r] == nil {
			continue
		}
		for c := frame.c0; c < min(frame.c1, len(t.rows[r].cells)); c++ {
			if !t.cell(r, c).blank() {
				core = span{min(core.r0, r), max(core.r1, r+1), min(core.c0, c), max(core.c1, c+1)}
			}
		}
	}
	return core
}

func handleValuesAppend(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	option, err := inputOption(r.query.Get("valueInputOption"))
	if err != nil {
		return nil, err
	}
	t, at, err := s.find(r.path["range"])
	if err == nil {
		at, err = s.within(t, at)
	}
	if err != nil {
		return nil, err
	}
	out := map[string]any{"spreadsheetId": s.id}
	row, col := at.r0, at.c0
	table, found := t.table(at)
	if found {
		row, col = table.r1, table.c0
		out["tableRange"] = echo(t, table)
	}
	b, err := newBlock(t, span{row, row + 1, col, col + 1}, r.body, option)
	if err != nil {
		return nil, err
	}
	rows, columns := b.extent()
	rect := span{row, row + max(rows, 1), col, col + max(columns, 1)}
	inserting := r.query.Get("insertDataOption") == "INSERT_ROWS" && rows > 0
	if err := r.mayEdit(s, t, rect.closed(len(t.rows), len(t.cols))); err != nil {
		return nil, err
	}
	if inserting {
		s.insertLines(t, rowAxis, min(row, len(t.rows)), rows, false)
	}
	// The grid grows as far as needed: documented for rows, inferred for columns.
	t.grow(rect.r1, rect.c1)
	w := s.write(b, rect, r.now.Year())
	r.touch(s)
	updates := s.reply(w)
	if yes(r.query.Get("includeValuesInResponse")) {
		updates["updatedData"] = s.readValues(t, rect, r.look("response"))
	}
	out["updates"] = updates
	return out, nil
}
