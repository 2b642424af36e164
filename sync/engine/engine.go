// Package engine runs one plan through its steps: read the sheets, judge,
// write the status columns, record, compile the Biểu. It knows neither files
// nor services, only the seam of workbooks; cmd hands it what it works with.
package engine

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// Engine works on one plan, one run at a time.
type Engine struct {
	// Plan names the plan in the history.
	Plan string
	// Main is the workbook that holds the plan and the Biểu.
	Main workbook.Workbook
	// Open opens the workbook that the column Tệp names. The engine closes it.
	Open func(ctx context.Context, file string) (workbook.Workbook, error)
	// History remembers runs; nil for a run that must leave no trace.
	History  History
	Calendar calendar.Rule
	Form     form.Settings
	// DryRun says that the workbooks only tell what would be written, and that
	// nothing is recorded.
	DryRun bool
	// Fixed is true when the instant is set and not the present one.
	Fixed bool
	Log   *slog.Logger
	// Lines hands over what the log said since it was last asked, for the run's
	// record; nil for nothing.
	Lines func() string
	// Clock tells how long a run takes; nil for no time.
	Clock func() time.Time
	// KeepLogs is for how many days logs stay, and runs that changed nothing;
	// 0 is for good.
	KeepLogs int
	// Chase reminds units of their reports; nil for no reminders.
	Chase *Chase
	// Progress is told of each step as it begins: units as they are read, else
	// 0 of 0. Nil for nobody.
	Progress func(phase string, done, total int)

	memory memory
	// contents are what periods were closed with, by the number of the closing.
	contents map[int64]*closedContent
	// checked are the closings that were held against the history, by number.
	checked map[int64]checkedClosing
}

// The phases of a run, as Progress is told of them.
const (
	PhaseRead   = "read"
	PhaseUnits  = "units"
	PhaseJudge  = "judge"
	PhaseWrite  = "write"
	PhaseRecord = "record"
)

func (e *Engine) progress(phase string, done, total int) {
	if e.Progress != nil {
		e.Progress(phase, done, total)
	}
}

// History is the memory of runs. *history.Store is one.
type History interface {
	Begin(ctx context.Context, run history.Run) (int64, error)
	Cells(ctx context.Context, plan string) ([]history.Cell, error)
	Intend(ctx context.Context, run int64, cells []history.Written) error
	Finish(ctx context.Context, run int64, end history.End) error

	Runs(ctx context.Context, plan string, limit int) ([]history.Record, error)
	Thin(ctx context.Context, before time.Time) (runs, logs int64, err error)

	// Periods are those of which something was seen, Latest is what was last
	// seen in each cell of one.
	Periods(ctx context.Context, plan string) ([]string, error)
	Latest(ctx context.Context, plan, period string) ([]history.Observation, error)
	// Query returns what was seen, oldest first; LatestUpTo the last of each
	// cell by a run and those before it.
	Query(ctx context.Context, plan string, q history.Query) ([]history.Observation, error)
	LatestUpTo(ctx context.Context, plan string, run int64) ([]history.Observation, error)

	// Run returns one run as it is remembered.
	Run(ctx context.Context, plan string, id int64) (history.Record, error)

	// What was closed and reopened is never undone; the lists are in the order
	// in which it came.
	Closings(ctx context.Context, plan string) ([]history.Closing, error)
	ClosingOf(ctx context.Context, plan, period string) (history.Closing, error)
	Closing(ctx context.Context, plan string, id int64) (history.Closing, error)
	Reopen(ctx context.Context, r history.Reopening) (int64, error)
	Reopenings(ctx context.Context, plan string) ([]history.Reopening, error)
	Receipts(ctx context.Context, plan, period string) ([]history.Receipt, error)
	// Outbox is every message of a period, Waiting those of all periods that
	// have not gone out.
	Outbox(ctx context.Context, plan, period string) ([]history.Message, error)
	Waiting(ctx context.Context, plan string) ([]history.Message, error)
	VerdictsUpTo(ctx context.Context, plan, period string, run int64) ([]history.Verdict, error)
}

// Options are what one run is asked for.
type Options struct {
	At    time.Time
	Cause string
	// Final judges as after the plan's year.
	Final bool
	// Blind is a stretch of time in which nobody read the sheets, which people
	// are told of; zero for none.
	Blind Stretch
}

// Stretch is the time from one instant to another.
type Stretch struct{ From, To time.Time }

// Outcome is what a run found and did.
type Outcome struct {
	Run    int64 // 0 when nothing was recorded
	Plan   string
	At     time.Time
	Fixed  bool
	Period calendar.Period
	// RowsRead of RowsExpected rows that the plan wants were found.
	RowsRead, RowsExpected int
	Units                  []UnitState
	Indicators             []IndicatorState
	Tasks                  []TaskState
	Problems               []form.Problem
	// Questions are what the rules ask and what does not fit together, at the
	// cells where the units wrote.
	Questions []form.Problem
	// Refused names the tabs that could not be read or brought up to date.
	Refused []string
	// Kept counts cells of a Biểu where a person's edit stays.
	Kept int
	// Reads and Writes are calls to workbooks, Cells the cells written.
	Reads, Writes, Cells int
	// Shown is true when the main workbook says what the run found, the answer
	// beside Tổng hợp ngay with it: also of a run that failed in something else.
	Shown bool
	// Words are what people read for each status, in WordOrder.
	Words     map[rules.Status]string
	WordOrder []string
	// Moment is At as the sheets show it.
	Moment string
}

// Reported counts the units that have reported for the period.
func (o *Outcome) Reported() int {
	n := 0
	for _, u := range o.Units {
		if u.Reported {
			n++
		}
	}
	return n
}

// PlanError says that the plan itself could not be read, so that there is
// nothing to judge.
type PlanError struct{ Problems []form.Problem }

func (e *PlanError) Error() string {
	text := "the plan cannot be read"
	for _, p := range e.Problems {
		if p.Level == form.StopTab {
			text += "; " + p.Cell() + ": " + p.Code
		}
	}
	return text
}

// Run reads, judges, writes and records once. The outcome is returned beside
// an error too, as far as the run came.
//
// Errors: those of workbook.Workbook, and *PlanError.
func (e *Engine) Run(ctx context.Context, opt Options) (*Outcome, error) {
	st, err := e.run(ctx, opt)
	if st == nil {
		return nil, err
	}
	defer st.close()
	return st.outcome(), err
}

// run is Run, with the state in which it ended. The caller closes it.
func (e *Engine) run(ctx context.Context, opt Options) (*state, error) {
	began := e.clock()
	e.progress(PhaseRead, 0, 0)
	snapshot, err := e.Main.Read(ctx)
	if err != nil {
		return nil, err
	}
	st, err := e.judge(ctx, snapshot, opt)
	var unread *PlanError
	if errors.As(err, &unread) {
		if failed := e.decline(ctx, snapshot, opt.At, unread.why()); failed != nil {
			err = errors.Join(err, failed)
		}
	}
	if err != nil {
		return nil, err
	}
	st.began = began
	return st, st.carryOut(ctx)
}
