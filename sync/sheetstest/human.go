package sheetstest

import (
	"fmt"
	"slices"
)

// Human is a person at work in a spreadsheet, in a browser, at any moment: between
// two calls of a client, or between the arrival and the application of one (see
// BeforeApply). References are written as people see them: 'Trang'!B2, rows from
// 1, columns by letter. Every method is one action and applied at once.
type Human struct {
	srv  *Server
	id   string
	user string
}

// Human is the owner of a spreadsheet, whom no protection stops.
func (srv *Server) Human(spreadsheetID string) *Human {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	owner := ""
	if s := srv.sheets[spreadsheetID]; s != nil {
		owner = s.owner
	}
	return &Human{srv: srv, id: spreadsheetID, user: owner}
}

// As is the same spreadsheet in front of somebody else, who needs to be let in.
func (h *Human) As(email string) *Human { return &Human{srv: h.srv, id: h.id, user: email} }

// act does something with the spreadsheet, or nothing at all when it fails.
func (h *Human) act(what string, want access, do func(e *edit) *apiError) error {
	h.srv.mu.Lock()
	defer h.srv.mu.Unlock()
	r := &request{srv: h.srv, user: h.user, now: h.srv.opts.now()}
	s, err := r.openFile(h.id, want)
	if err == nil && want == reading {
		err = do(&edit{request: r, s: s})
	} else if err == nil {
		e := &edit{request: r, s: s.clone()}
		if err = do(e); err == nil {
			*s = *e.s
			r.touch(s)
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// run applies one request of batchUpdate as the person.
func (h *Human) run(what string, k kind, in map[string]any) error {
	return h.act(what, writing, func(e *edit) *apiError {
		_, err := k(e, in)
		return err
	})
}

// Type enters a text into a cell as if typed: the spreadsheet's locale decides
// what it becomes. "" empties the cell.
func (h *Human) Type(reference, entered string) error {
	return h.act("type into "+reference, writing, func(e *edit) *apiError {
		return e.enter(reference, [][]any{{entered}}, true)
	})
}

// Fill enters values as they are, from a cell on: texts stay texts, numbers are
// numbers, nil leaves a cell alone.
func (h *Human) Fill(reference string, values [][]any) error {
	return h.act("fill "+reference, writing, func(e *edit) *apiError { return e.enter(reference, values, false) })
}

func (e *edit) enter(reference string, values [][]any, typed bool) *apiError {
	t, at, err := e.s.find(reference)
	if err != nil {
		return err
	}
	b := block{tab: t, anchor: at, typed: typed}
	for _, line := range values {
		var cells []any
		for _, v := range line {
			if n, ok := v.(int); ok {
				v = float64(n)
			}
			cells = append(cells, v)
		}
		b.values = append(b.values, cells)
	}
	rect, err := b.fit()
	if err == nil {
		err = e.guard(t, rect)
	}
	if err != nil {
		return err
	}
	e.s.write(b, rect, e.now.Year())
	return nil
}

// Clear empties a range; formats and notes stay.
func (h *Human) Clear(reference string) error {
	return h.act("clear "+reference, writing, func(e *edit) *apiError {
		t, at, err := e.place(reference)
		if err == nil {
			err = e.guard(t, at)
		}
		if err == nil {
			t.clear(at)
		}
		return err
	})
}

// place resolves a reference, closed on the grid.
func (e *edit) place(reference string) (*tab, span, *apiError) {
	t, at, err := e.s.find(reference)
	if err != nil {
		return nil, span{}, err
	}
	at, err = e.s.within(t, at)
	return t, at, err
}

// Values is what the person sees in a range: rows and cells up to the last with
// something in it.
func (h *Human) Values(reference string) ([][]string, error) {
	return h.see(reference, look{})
}

// Entered is what was put into a range: the formula where there is one, and
// numbers without their format.
func (h *Human) Entered(reference string) ([][]string, error) {
	return h.see(reference, look{render: "FORMULA"})
}

func (h *Human) see(reference string, how look) ([][]string, error) {
	var out [][]string
	err := h.act("look at "+reference, reading, func(e *edit) *apiError {
		t, at, err := e.place(reference)
		if err != nil {
			return err
		}
		for _, line := range e.s.grid(t, at, how) {
			cells := []string{}
			for _, v := range line.([]any) {
				cells = append(cells, fmt.Sprint(v))
			}
			out = append(out, cells)
		}
		return nil
	})
	return out, err
}

// Value is what the person sees in one cell.
func (h *Human) Value(reference string) (string, error) {
	shown := ""
	err := h.act("look at "+reference, reading, func(e *edit) *apiError {
		t, at, err := e.place(reference)
		if err == nil {
			if c := t.cell(at.r0, at.c0); c != nil {
				shown = e.s.formatted(t, c)
			}
		}
		return err
	})
	return shown, err
}

// Note sets or, with "", removes the note of a cell.
func (h *Human) Note(reference, note string) error {
	return h.act("note on "+reference, writing, func(e *edit) *apiError {
		t, at, err := e.place(reference)
		if err != nil {
			return err
		}
		t.put(at.r0, at.c0, e.srv.setFields(t.cell(at.r0, at.c0), map[string]any{"note": note}, fields("note")))
		return nil
	})
}

// Tabs lists the titles of the tabs from left to right.
func (h *Human) Tabs() ([]string, error) {
	var titles []string
	err := h.act("list the tabs", reading, func(e *edit) *apiError {
		for _, t := range e.s.tabs {
			titles = append(titles, t.title())
		}
		return nil
	})
	return titles, err
}

// onTab finds a tab by title and does something with its id.
func (h *Human) onTab(what, title string, do func(e *edit, t *tab) *apiError) error {
	return h.act(what, writing, func(e *edit) *apiError {
		t := e.s.tabByTitle(title)
		if t == nil {
			return unparsable(title)
		}
		return do(e, t)
	})
}

// AddTab adds an empty tab at the end.
func (h *Human) AddTab(title string) error {
	return h.run("add the tab "+title, addSheet, map[string]any{"properties": map[string]any{"title": title}})
}

// RenameTab gives a tab another title.
func (h *Human) RenameTab(title, next string) error {
	return h.onTab("rename the tab "+title, title, func(e *edit, t *tab) *apiError {
		if err := e.s.titleFree(next, t); err != nil {
			return err
		}
		t.props = overlay(t.props, map[string]any{"title": next})
		return nil
	})
}

// CopyTab copies a tab to the place behind it.
func (h *Human) CopyTab(title, next string) error {
	return h.onTab("copy the tab "+title, title, func(e *edit, t *tab) *apiError {
		_, err := duplicateSheet(e, map[string]any{
			"sourceSheetId": t.id, "newSheetName": next, "insertSheetIndex": e.s.index(t) + 1,
		})
		return err
	})
}

// MoveTab puts a tab at a place among the tabs, from 0.
func (h *Human) MoveTab(title string, at int) error {
	return h.onTab("move the tab "+title, title, func(e *edit, t *tab) *apiError {
		e.s.tabs = slices.DeleteFunc(e.s.tabs, func(other *tab) bool { return other == t })
		e.s.tabs = slices.Insert(e.s.tabs, min(max(at, 0), len(e.s.tabs)), t)
		return nil
	})
}

// DeleteTab deletes a tab.
func (h *Human) DeleteTab(title string) error {
	return h.onTab("delete the tab "+title, title, func(e *edit, t *tab) *apiError {
		_, err := deleteSheet(e, map[string]any{"sheetId": t.id})
		return err
	})
}

// SetLocale changes the spreadsheet's locale, such as vi_VN. Values stay what
// they are; what is typed afterwards is understood anew.
func (h *Human) SetLocale(locale string) error {
	return h.run("set the locale", updateSpreadsheetProperties, map[string]any{
		"properties": map[string]any{"locale": locale}, "fields": "locale",
	})
}

// SetTimeZone changes the spreadsheet's time zone.
func (h *Human) SetTimeZone(zone string) error {
	return h.run("set the time zone", updateSpreadsheetProperties, map[string]any{
		"properties": map[string]any{"timeZone": zone}, "fields": "timeZone",
	})
}

// Share lets somebody in as writer or reader.
func (h *Human) Share(email, role string) error {
	return h.act("share with "+email, writing, func(e *edit) *apiError {
		e.s.share(e.srv, "user", role, email)
		return nil
	})
}

// Revoke shuts somebody out.
func (h *Human) Revoke(email string) error {
	return h.act("revoke "+email, writing, func(e *edit) *apiError {
		e.s.sharing = slices.DeleteFunc(e.s.sharing, func(p permission) bool { return p.email == email && p.role != "owner" })
		return nil
	})
}

// Delete deletes the spreadsheet for good.
func (h *Human) Delete() error {
	h.srv.mu.Lock()
	defer h.srv.mu.Unlock()
	s := h.srv.sheets[h.id]
	if s == nil || s.owner != h.user {
		return fmt.Errorf("delete the spreadsheet: %w", forbidden())
	}
	h.srv.forget(s)
	return nil
}
