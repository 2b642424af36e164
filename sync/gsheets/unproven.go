package gsheets

import (
	"context"
	"errors"
	"slices"
)

// unproven is a write that nobody could look at: access was taken back at that
// moment, or the service stopped answering. Values that came down on cells of
// people would stay there, for the next run no longer knows what it wrote.
type unproven struct {
	before  *picture
	entries []entry
	keys    map[int64]int
	applied bool // the service said that it was
}

// remember keeps a write for the next look at its spreadsheet, by whichever
// workbook of this process.
func (a *Account) remember(id string, u unproven) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.unproven == nil {
		a.unproven = map[string]unproven{}
	}
	a.unproven[id] = u
}

// recall takes the write of a spreadsheet out of memory.
func (a *Account) recall(id string) (unproven, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	u, ok := a.unproven[id]
	delete(a.unproven, id)
	return u, ok
}

// owe keeps what people are to be told of a spreadsheet until somebody writes
// to it, through whichever workbook of this process.
func (a *Account) owe(id string, cells []Displaced) {
	if len(cells) == 0 {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.owed == nil {
		a.owed = map[string][]Displaced{}
	}
	a.owed[id] = append(a.owed[id], cells...)
}

// owes reports whether there is something to be told.
func (a *Account) owes(id string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.owed[id]) > 0
}

// pay takes what is to be told out of memory.
func (a *Account) pay(id string) []Displaced {
	a.mu.Lock()
	defer a.mu.Unlock()
	cells := a.owed[id]
	delete(a.owed, id)
	return cells
}

// look takes a picture and, before anything else, puts back what an unproven
// write did to cells of people. Its values are left to the run that comes.
func (b *Book) look(ctx context.Context) (*picture, error) {
	p, err := b.fetch(ctx)
	if err != nil {
		return nil, err
	}
	u, ok := b.account.recall(b.id)
	if !ok {
		return p, nil
	}
	found := prove(u.before, p, u.entries, u.keys, u.applied)
	back := slices.DeleteFunc(found.todo, func(e entry) bool { return !e.back() })
	b.log.WarnContext(ctx, "an earlier write is looked at", "standing", found.proven, "put_back", len(back), "lost", len(found.lost))
	b.account.owe(b.id, found.lost)
	if len(back) == 0 {
		return p, nil
	}
	var lost *DisplacedError
	switch err := b.settle(ctx, &job{entries: back, keys: found.keys}, p); {
	case errors.As(err, &lost):
		b.account.owe(b.id, lost.Cells)
	case err != nil:
		return nil, err
	}
	return b.last, nil
}
