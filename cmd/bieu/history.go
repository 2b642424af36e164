package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/sync/history"
)

// historyFlags are the options of history.
type historyFlags struct {
	config, unit, code, period string
	asJSON                     bool
}

func (a *app) historyCommand() *cobra.Command {
	var f historyFlags
	c := &cobra.Command{
		Use:   "history [--unit ĐƠN-VỊ] [--code MÃ] [--period KỲ] [--json] [--config TỆP]",
		Short: "Xem ô nào đã từng ghi gì, khi nào, lượt chạy nào thấy",
		Long: `Liệt kê những gì máy đã đọc được ở từng ô, từ cũ đến mới: lúc nào thấy, lượt chạy nào thấy, ở ô nào,
trước ghi gì và sau ghi gì. Số liệu đã đọc thì còn mãi, kể cả khi ô đã bị xóa.
Chỉ đọc lịch sử, không mở bảng tính.`,
		Example: `  bieu history --unit "Trạm y tế" --code 13
  bieu history --period 2023-09
  bieu history --unit "Biểu 02" --json`,
		Args: args(0, 0, "lệnh history không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error { return a.history(c, f) },
	}
	c.Flags().StringVar(&f.unit, "unit", "", "chỉ `ĐƠN-VỊ` này, hoặc Biểu 01, Biểu 02")
	c.Flags().StringVar(&f.code, "code", "", "chỉ `MÃ` này; 13 gồm cả 13.1, 13.2")
	c.Flags().StringVar(&f.period, "period", "", "chỉ `KỲ` này, ví dụ 2023-09")
	c.Flags().BoolVar(&f.asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&f.config, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

// cellStory is what stood in one cell, oldest first.
type cellStory struct{ seen []history.Observation }

func (a *app) history(c *cobra.Command, f historyFlags) error {
	set, err := a.settings(f.config)
	if err != nil {
		return err
	}
	q := history.Query{Code: strings.TrimSpace(f.code)}
	if f.period != "" {
		p, err := calendar.ParseCell(f.period)
		if err != nil {
			return usage(c, "--period cần một kỳ như 2023-09, 2023-Q3, 2023-H1, 2023-9M, 2023, không phải “"+f.period+"”")
		}
		q.Period = p.String()
	}
	return set.lookHistory(c.Context(), func(store *history.Store) error {
		plan, err := set.historyPlan()
		if err != nil {
			return err
		}
		if q.Unit, err = unitSeen(c, store, plan, f.unit); err != nil {
			return err
		}
		all, err := store.Query(c.Context(), plan, q)
		if err != nil {
			return err
		}
		stories := storiesOf(all)
		if f.asJSON {
			return printJSON(a.stdout, storiesToJSON(plan, stories, set.Calendar.Location))
		}
		return a.reportStories(c.Context(), store, plan, stories, set.Calendar.Location)
	})
}

// unitSeen finds the unit that a person means among those that were seen.
func unitSeen(c *cobra.Command, store *history.Store, plan, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	units, err := store.Units(c.Context(), plan)
	if err != nil {
		return "", err
	}
	wanted := language.Key(name)
	var like []string
	for _, u := range units {
		switch key := language.Key(u); {
		case key == wanted:
			return u, nil
		case wanted != "" && strings.Contains(key, wanted):
			like = append(like, u)
		}
	}
	switch {
	case len(like) == 1:
		return like[0], nil
	case len(like) > 1:
		return "", usage(c, "--unit “"+name+"” có thể là: "+strings.Join(like, "; "))
	case len(units) == 0:
		return "", usage(c, "lịch sử chưa có số liệu của đơn vị nào nên không tìm được “"+name+"”")
	}
	return "", usage(c, "không thấy đơn vị “"+name+"” trong lịch sử; đang có: "+strings.Join(units, "; "))
}

// storiesOf puts what was seen of one cell together, in the order in which the
// cells came.
func storiesOf(all []history.Observation) []*cellStory {
	type key struct{ period, unit, code, column string }
	found := map[key]*cellStory{}
	var stories []*cellStory
	for _, o := range all {
		k := key{o.Period, o.Unit, o.Code, o.Column}
		if found[k] == nil {
			found[k] = &cellStory{}
			stories = append(stories, found[k])
		}
		found[k].seen = append(found[k].seen, o)
	}
	slices.SortStableFunc(stories, func(a, b *cellStory) int { return strings.Compare(a.seen[0].Period, b.seen[0].Period) })
	return stories
}

func (a *app) reportStories(ctx context.Context, store *history.Store, plan string, stories []*cellStory, loc *time.Location) error {
	if len(stories) == 0 {
		periods, err := store.Periods(ctx, plan)
		if err != nil {
			return err
		}
		a.say("%s", wordsNothingSeen(periods))
		return nil
	}
	for i, s := range stories {
		if i > 0 {
			a.say("")
		}
		a.say("%s", wordsCell(s.seen[0]))
		w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
		before := ""
		for _, o := range s.seen {
			fmt.Fprintf(w, "  %s\n", wordsSeen(o, before, loc))
			before = wordsValue(o.Raw, o.Kind)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// The JSON of history.
type (
	storiesJSON struct {
		Plan  string      `json:"plan"`
		Cells []storyJSON `json:"cells"`
	}
	storyJSON struct {
		Unit   string     `json:"unit"`
		Code   string     `json:"code"`
		Column string     `json:"column"`
		Period string     `json:"period"`
		Seen   []seenJSON `json:"seen"`
	}
	seenJSON struct {
		At    string `json:"at"`
		Run   int64  `json:"run"`
		Cell  string `json:"cell"`
		Kind  string `json:"kind"`
		Value string `json:"value"`
	}
)

func storiesToJSON(plan string, stories []*cellStory, loc *time.Location) storiesJSON {
	j := storiesJSON{Plan: plan, Cells: []storyJSON{}}
	for _, s := range stories {
		o := s.seen[0]
		cell := storyJSON{Unit: o.Unit, Code: o.Code, Column: o.Column, Period: o.Period}
		for _, o := range s.seen {
			cell.Seen = append(cell.Seen, seenJSON{
				At: o.SeenAt.In(loc).Format(time.RFC3339), Run: o.Run, Cell: o.Cell, Kind: o.Kind, Value: o.Raw,
			})
		}
		j.Cells = append(j.Cells, cell)
	}
	return j
}
