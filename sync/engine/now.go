package engine

import (
	"context"
	"fmt"
	"time"

	"bieu/sync/form"
	"bieu/sync/workbook"
)

// Decline answers a request by the box Tổng hợp ngay that no run could carry
// out: it unticks the box and says why. Nothing is written where nobody ticked.
//
// Errors: those of workbook.Workbook.
func (e *Engine) Decline(ctx context.Context, at time.Time, why string) error {
	snapshot, err := e.Main.Read(ctx, workbook.Range{Tab: e.Form.Tabs.Overview})
	if err != nil {
		return err
	}
	return e.decline(ctx, snapshot, at, why)
}

func (e *Engine) decline(ctx context.Context, main *workbook.Snapshot, at time.Time, why string) error {
	g := main.Grid(e.Form.Tabs.Overview)
	if g == nil {
		return nil
	}
	cells := form.NowEdits(g, form.NowNot(at, why, e.Form.Location))
	if len(cells) == 0 {
		return nil
	}
	if err := e.Main.Write(ctx, workbook.Edit{Base: main, Cells: cells}); err != nil {
		return fmt.Errorf("answer the box: %w", err)
	}
	return nil
}

// why is the first of the reasons, for people.
func (e *PlanError) why() string {
	for _, p := range e.Problems {
		if p.Level == form.StopTab {
			return p.Cell() + ": " + p.Text
		}
	}
	return ""
}

// blind tells people for how long nobody read the sheets.
func (s *state) blind() []form.Problem {
	b := s.opt.Blind
	if b.From.IsZero() {
		return nil
	}
	return []form.Problem{{
		At: workbook.Address{Tab: s.e.Form.Tabs.Overview, Row: -1}, Code: blindCode, Level: form.Ask,
		Text: form.BlindWords(b.From, b.To, s.e.Form.Location),
	}}
}

// blindCode marks the stretch of time in which nobody read the sheets.
const blindCode = "blind"
