package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"bieu/sync/form"
	"bieu/sync/workbook"
)

// The columns under which the history remembers the tabs of closed periods,
// beside the cells of the Biểu: that a tab was put in place, by its code, and in
// which period it was first missed afterwards.
const (
	columnPlaced = "(bản chốt)"
	columnMissed = "(thiếu bản chốt từ kỳ)"
)

// closedTabs puts in place what a killed closing left out: the tabs of the last
// closing of each period that were never seen to stand in the workbook. A tab
// that the office took out later is asked about and not put back.
func (s *state) closedTabs(ctx context.Context, bases map[form.BaseKey]form.Base) error {
	for _, c := range s.record.closings {
		if last, _ := s.record.last(c.period); last.ID != c.ID {
			continue
		}
		var content *closedContent
		for i, title := range c.manifest.Tabs {
			if !s.closedTab(c, title, bases) {
				continue
			}
			if content == nil {
				var err error
				if content, err = s.e.closedContent(ctx, c); err != nil {
					return err
				}
			}
			if i < len(content.Tabs) {
				s.placed = append(s.placed, sealed(content.Tabs[i], content.Closed, c.manifest))
			}
		}
	}
	return nil
}

// closedTab looks at one tab of a closing and reports whether it must be added.
func (s *state) closedTab(c closing, title string, bases map[form.BaseKey]form.Base) bool {
	code := c.manifest.Code()
	placed := bases[form.BaseKey{Bieu: title, Column: columnPlaced}]
	if slices.Contains(s.main.Titles, title) {
		ours := placed.Settled && placed.Text == code
		if g := s.main.Grid(title); !ours && g != nil && !form.HasSeal(g, code) {
			s.problems = append(s.problems, form.ProblemClosedTaken(title, c.period))
			return false
		}
		s.remember(title, columnPlaced, code)
		return false
	}
	s.remember(title, columnPlaced, code)
	if !placed.Settled || placed.Text != code {
		return true
	}
	since := s.period.String()
	if missed := bases[form.BaseKey{Bieu: title, Column: columnMissed}]; missed.Text != "" {
		since = missed.Text
	}
	s.remember(title, columnMissed, since)
	if since == s.period.String() {
		s.problems = append(s.problems, form.ProblemClosedGone(title, c.period))
	}
	return false
}

func (s *state) remember(title, column, text string) {
	s.remembered = append(s.remembered, form.Written{Bieu: title, Column: column, Text: text})
}

// closedContent reads what a period was closed with.
func (e *Engine) closedContent(ctx context.Context, c closing) (*closedContent, error) {
	whole, err := e.History.ClosingOf(ctx, e.Plan, c.Period)
	if err != nil {
		return nil, err
	}
	content := &closedContent{}
	if err := json.Unmarshal(whole.Content, content); err != nil {
		return nil, fmt.Errorf("content of closing %d: %w: %w", c.ID, ErrClosing, err)
	}
	return content, nil
}

// sealed is a closed Biểu with the line that tells when it was closed and the
// code by which its manifest is known.
func sealed(tab workbook.Layout, closed string, m Manifest) workbook.Layout {
	return form.Sealed(tab, form.SealWords(closed, m.Code()))
}
