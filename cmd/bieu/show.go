package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"bieu/rules"
	"bieu/sync/history"
)

func (a *app) showCommand() *cobra.Command {
	var file string
	var asJSON bool
	c := &cobra.Command{
		Use:   "show LƯỢT [--json] [--config TỆP]",
		Short: "Xem một lượt chạy: thấy gì mới, ghi gì, đưa lại ô nào, đánh giá nào đổi, nhật ký",
		Long: `Cho biết một lượt chạy đã thấy gì mới ở các trang, đã ghi gì vào Biểu, đánh giá nào đã đổi, và nhật ký của lượt đó.
Lượt phục hồi thì cho biết từng ô đã đưa lại: trước đó ghi gì, đưa lại gì.
LƯỢT là số của lượt chạy, xem bằng bieu runs. Nhật ký cũ được bỏ bớt sau số ngày ghi ở keep_logs_days của bieu.yaml;
số liệu và đánh giá thì còn mãi.`,
		Example: `  bieu show 12
  bieu show 12 --json`,
		Args: args(1, 1, "lệnh show cần số của một lượt chạy, ví dụ bieu show 12"),
		RunE: func(c *cobra.Command, names []string) error {
			run, err := strconv.ParseInt(names[0], 10, 64)
			if err != nil || run < 1 {
				return usage(c, "lệnh show cần số của một lượt chạy, không phải “"+names[0]+"”")
			}
			return a.show(c, file, run, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&file, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

// runStory is one run with what it saw, judged, wrote and put back.
type runStory struct {
	history.Record
	changes []history.Change
	turns   []history.Turn
	writes  []history.Write
	putBack []history.Restored
}

func (a *app) show(c *cobra.Command, file string, run int64, asJSON bool) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	return set.lookHistory(c.Context(), func(store *history.Store) error {
		plan, err := set.historyPlan()
		if err != nil {
			return err
		}
		s, err := runStoryOf(c.Context(), store, plan, run)
		if err != nil {
			return err
		}
		if asJSON {
			return printJSON(a.stdout, s.toJSON(set.Calendar.Location))
		}
		return a.reportRunStory(s, set)
	})
}

func runStoryOf(ctx context.Context, store *history.Store, plan string, run int64) (s runStory, err error) {
	if s.Record, err = store.Run(ctx, plan, run); err != nil {
		return s, err
	}
	if s.changes, err = store.Changes(ctx, run); err != nil {
		return s, err
	}
	if s.turns, err = store.Turns(ctx, run); err != nil {
		return s, err
	}
	if s.putBack, err = store.Restored(ctx, run); err != nil {
		return s, err
	}
	s.writes, err = store.Writes(ctx, run)
	s.writes = slices.DeleteFunc(s.writes, notACell)
	return s, err
}

// notACell is what the engine notes beside the cells, under the name of a
// column that no sheet has.
func notACell(w history.Write) bool { return strings.HasPrefix(w.Column, "(") }

func (a *app) reportRunStory(s runStory, set *settings) error {
	for _, line := range wordsRun(s.Record, set.Calendar.Location) {
		a.say("%s", line)
	}
	status := func(code string) string {
		if words, ok := set.Statuses[code]; ok {
			return words
		}
		return code
	}
	var seen, judged, wrote, back []string
	for _, c := range s.changes {
		seen = append(seen, wordsChange(c))
	}
	for _, t := range s.turns {
		judged = append(judged, wordsTurn(t, status))
	}
	for _, w := range s.writes {
		wrote = append(wrote, wordsWrite(w))
	}
	for _, c := range s.putBack {
		back = append(back, wordsPutBack(c))
	}
	restoring := s.Cause == causeRestore
	for _, part := range []struct {
		head, none string
		lines      []string
		expected   bool
	}{
		{"Đưa lại vào trang của đơn vị", wordsNothingBack, back, restoring},
		{"Thấy mới", wordsNothingNew, seen, !restoring},
		{"Đánh giá đổi", wordsNoTurns, judged, !restoring},
		{"Ghi vào Biểu", wordsNoWrites, wrote, !restoring},
	} {
		if len(part.lines) == 0 && !part.expected {
			continue
		}
		if err := a.reportPart(part.head, part.none, part.lines); err != nil {
			return err
		}
	}
	a.say("\nNhật ký:")
	if s.Log == "" {
		a.say("  %s", wordsNoLog)
	}
	for line := range strings.Lines(s.Log) {
		a.say("  %s", strings.TrimRight(line, "\n"))
	}
	return nil
}

// reportPart prints lines in columns under a heading that counts them.
func (a *app) reportPart(head, none string, lines []string) error {
	if len(lines) == 0 {
		a.say("\n%s", none)
		return nil
	}
	a.say("\n%s (%d):", head, len(lines))
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, line := range lines {
		fmt.Fprintf(w, "  %s\n", line)
	}
	return w.Flush()
}

// The JSON of show.
type (
	runStoryJSON struct {
		recordJSON
		Changes []changeJSON  `json:"changes"`
		Turns   []turnJSON    `json:"verdicts"`
		Written []writeJSON   `json:"written"`
		PutBack []putBackJSON `json:"restored"`
		Log     string        `json:"log"`
	}
	changeJSON struct {
		Unit   string  `json:"unit"`
		Code   string  `json:"code"`
		Column string  `json:"column"`
		Period string  `json:"period"`
		Cell   string  `json:"cell"`
		Kind   string  `json:"kind"`
		Value  string  `json:"value"`
		Before *string `json:"before"` // null where nothing was known of the cell
	}
	turnJSON struct {
		Code   string       `json:"code"`
		Period string       `json:"period"`
		Status rules.Status `json:"status"`
		Before rules.Status `json:"before"`
		Target string       `json:"target"`
		Why    string       `json:"why"`
	}
	putBackJSON struct {
		Cell   string `json:"cell"`
		Code   string `json:"code"`
		Column string `json:"column"`
		Before string `json:"before"`
		Text   string `json:"text"`
	}
	writeJSON struct {
		Tab    string `json:"tab"`
		Row    string `json:"row"`
		Column string `json:"column"`
		Before string `json:"before"`
		Text   string `json:"text"`
	}
)

func (s runStory) toJSON(loc *time.Location) runStoryJSON {
	j := runStoryJSON{
		recordJSON: recordToJSON(s.Record, loc), Log: s.Log,
		Changes: []changeJSON{}, Turns: []turnJSON{}, Written: []writeJSON{}, PutBack: []putBackJSON{},
	}
	for _, c := range s.putBack {
		j.PutBack = append(j.PutBack, putBackJSON{c.Cell, c.Code, c.Column, c.Before, c.Text})
	}
	for _, c := range s.changes {
		change := changeJSON{Unit: c.Unit, Code: c.Code, Column: c.Column, Period: c.Period, Cell: c.Cell, Kind: c.Kind, Value: c.Raw}
		if !c.New {
			change.Before = &c.Before
		}
		j.Changes = append(j.Changes, change)
	}
	for _, t := range s.turns {
		j.Turns = append(j.Turns, turnJSON{
			Code: t.Code, Period: t.Period, Status: rules.Status(t.Status), Before: rules.Status(t.Before), Target: t.Target, Why: t.Why,
		})
	}
	for _, w := range s.writes {
		j.Written = append(j.Written, writeJSON{Tab: w.Tab, Row: w.Row, Column: w.Column, Before: w.Before, Text: w.Text})
	}
	return j
}
