// Package queue hands runs out: whoever wants a plan to be run asks here, and
// one process at a time runs it. cmd and schedule import it; it knows plans by
// name only, reads no workbook and decides nothing about what a run does.
//
// # How a request becomes a run
//
// Requests are counted in a row of the plan, and River wakes a worker. The
// worker takes the plan's lease, notes how many requests there are, runs, and
// marks these as done; requests that came in meanwhile make it run again. So
// many requests become one run, and none is lost to a run that had read
// already. River's jobs are wake-up calls and nothing more: what is wanted is
// in the row, and a sweep wakes whoever a lost call should have woken.
//
// A lease lives on its holder's beat. A process that sees a beat stand still
// for LeaseFor, by its own clock, takes the lease over; a holder that cannot
// beat gives up before that.
package queue

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
)

// Options say how a process takes part.
type Options struct {
	// Place is where the history lies: the path of an SQLite file or the
	// address of a Postgres database.
	Place string
	// LeaseFor is how long a beat may stand still; 30 seconds when zero.
	LeaseFor time.Duration
	// Now gives the instants that are recorded; time.Now when nil.
	Now func() time.Time
	// Backoff says how long a plan rests after so many failures in a row;
	// nil stands for 15 seconds, doubled up to 15 minutes.
	Backoff func(failures int) time.Duration
	// Poll is how often workers look for calls, and those who wait for an
	// answer; half a second and a fifth of one when zero.
	Poll time.Duration
	// Knows reports whether this process works for a plan; what others were
	// asked is left to them. Nil stands for all plans.
	Knows func(plan string) bool
	Log   *slog.Logger
}

// Queue is one process's hold on the queue. It may be used by several
// goroutines.
type Queue struct {
	db      *sql.DB
	opt     Options
	rare    *slog.Logger // for warnings that repeat themselves
	process string       // host/process number/a random mark
	holds   atomic.Int64
	beats   beats

	signed sync.WaitGroup // what keeps this process among those that work

	mu     sync.Mutex
	offs   []context.CancelFunc
	client *river.Client[*sql.Tx] // nil until it is needed
	dbKind database
}

// Open opens the queue in the database of the history, which must exist.
func Open(ctx context.Context, opt Options) (*Queue, error) {
	q := &Queue{opt: opt}
	if q.opt.LeaseFor <= 0 {
		q.opt.LeaseFor = 30 * time.Second
	}
	if q.opt.Now == nil {
		q.opt.Now = time.Now
	}
	if q.opt.Backoff == nil {
		q.opt.Backoff = doubling
	}
	if q.opt.Knows == nil {
		q.opt.Knows = func(string) bool { return true }
	}
	if q.opt.Log == nil {
		q.opt.Log = slog.New(slog.DiscardHandler)
	}
	q.rare = q.quiet()
	var err error
	if q.process, err = processName(); err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	if q.db, q.dbKind, err = connect(ctx, opt.Place); err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	return q, nil
}

// Close signs off and releases the queue. Runs that are going on must have
// ended.
func (q *Queue) Close() error {
	q.mu.Lock()
	for _, off := range q.offs {
		off()
	}
	q.mu.Unlock()
	q.signed.Wait()
	return q.db.Close()
}

// Process names this process among all that share the queue.
func (q *Queue) Process() string { return q.process }

func processName() (string, error) {
	host, err := os.Hostname()
	if err != nil {
		return "", err
	}
	mark := make([]byte, 6)
	if _, err := rand.Read(mark); err != nil {
		return "", err
	}
	return host + "/" + strconv.Itoa(os.Getpid()) + "/" + hex.EncodeToString(mark), nil
}

func doubling(failures int) time.Duration {
	const first, longest = 15 * time.Second, 15 * time.Minute
	if failures > 6 {
		return longest
	}
	return min(longest, first<<max(0, failures-1))
}

// inTx runs f in one transaction.
func (q *Queue) inTx(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := q.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		// What went wrong first is what the caller should hear.
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// instantLayout has one width, so that texts sort as instants do.
const instantLayout = "2006-01-02T15:04:05.000000000Z"

func instantText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(instantLayout)
}

func parseInstant(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(instantLayout, text)
}
