package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"bieu/sync/form"
	"bieu/sync/history"
)

// mostRuns is far more than anyone reads.
const mostRuns = 100_000

func (a *app) runsCommand() *cobra.Command {
	var file string
	var limit int
	var asJSON bool
	c := &cobra.Command{
		Use:   "runs [--limit SỐ] [--json] [--config TỆP]",
		Short: "Xem các lượt chạy gần đây",
		Long: `Liệt kê các lượt chạy gần đây, mới nhất ở trên: số, lúc chạy, do đâu, kỳ, kết quả, số ô đã ghi,
số lần đọc và ghi bảng tính, chạy bao lâu. Xem kỹ một lượt: bieu show SỐ.`,
		Example: `  bieu runs
  bieu runs --limit 100 --json`,
		Args: args(0, 0, "lệnh runs không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error {
			if limit < 1 || limit > mostRuns {
				return usage(c, fmt.Sprintf("--limit cần số từ 1 đến %d, đang ghi %d", mostRuns, limit))
			}
			return a.runs(c, file, limit, asJSON)
		},
	}
	c.Flags().IntVar(&limit, "limit", 20, "nhiều nhất `SỐ` lượt")
	c.Flags().BoolVar(&asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&file, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

func (a *app) runs(c *cobra.Command, file string, limit int, asJSON bool) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	return set.lookHistory(c.Context(), func(store *history.Store) error {
		plan, err := set.historyPlan()
		if err != nil {
			return err
		}
		records, err := store.Runs(c.Context(), plan, limit)
		if err != nil {
			return err
		}
		if asJSON {
			return printJSON(a.stdout, runsToJSON(plan, records, set.Calendar.Location))
		}
		return a.reportRuns(records, set.Calendar.Location)
	})
}

func (a *app) reportRuns(records []history.Record, loc *time.Location) error {
	if len(records) == 0 {
		a.say("%s", wordsNoRuns)
		return nil
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, wordsRunsHead)
	for _, r := range records {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%d\t%d/%d\t%s\n", r.ID, form.Moment(r.At, loc), wordsCause(r.Cause),
			wordsPeriod(r.Period), wordsOutcome(r), r.Cells, r.Reads, r.Writes, wordsTook(r))
	}
	return w.Flush()
}

// The JSON of runs; show adds to it.
type (
	runsJSON struct {
		Plan string       `json:"plan"`
		Runs []recordJSON `json:"runs"`
	}
	recordJSON struct {
		Run     int64   `json:"run"`
		At      string  `json:"at"`
		Ended   *string `json:"ended"` // null for a run that has not ended
		Cause   string  `json:"cause"`
		Period  string  `json:"period"`
		Outcome string  `json:"outcome"`
		Cells   int     `json:"cells"`
		Reads   int     `json:"reads"`
		Writes  int     `json:"writes"`
	}
)

func runsToJSON(plan string, records []history.Record, loc *time.Location) runsJSON {
	j := runsJSON{Plan: plan, Runs: []recordJSON{}}
	for _, r := range records {
		j.Runs = append(j.Runs, recordToJSON(r, loc))
	}
	return j
}

func recordToJSON(r history.Record, loc *time.Location) recordJSON {
	j := recordJSON{
		Run: r.ID, At: r.At.In(loc).Format(time.RFC3339), Cause: r.Cause, Period: r.Period, Outcome: r.Outcome,
		Cells: r.Cells, Reads: r.Reads, Writes: r.Writes,
	}
	if !r.EndedAt.IsZero() {
		ended := r.EndedAt.In(loc).Format(time.RFC3339Nano)
		j.Ended = &ended
	}
	return j
}
