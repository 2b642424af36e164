package gsheets

import (
	"context"
	"fmt"
	"net/http"

	"bieu/sync/workbook"
)

// settling is a write under way: what is still to be written, in terms of the
// newest picture.
type settling struct {
	*Book
	job     *job
	now     *picture
	failed  error // how the last call ended
	applied bool  // it certainly was applied
	lost    []Displaced
	origin  origin
	hit     bool // a cell of a person was hit in some round
}

// settle writes the values and looks at them until each stands in its cell. A
// write that it cannot look at is remembered, and with it what people are to be
// told.
func (b *Book) settle(ctx context.Context, j *job, now *picture) error {
	s := &settling{Book: b, job: j, now: now, origin: newOrigin(now, j)}
	if err := s.run(ctx); err != nil {
		b.account.remember(b.id, unproven{before: s.now, entries: j.entries, keys: j.keys, applied: s.applied})
		b.account.owe(b.id, s.lost)
		return err
	}
	if len(s.lost) > 0 {
		return &DisplacedError{s.lost}
	}
	return nil
}

func (s *settling) run(ctx context.Context) error {
	waits := newWaits()
	for round := range maxRounds {
		if s.failed != nil {
			if err := s.account.clock.Sleep(ctx, waits.NextBackOff()); err != nil {
				return err
			}
		}
		s.applied = false
		s.failed = s.send(ctx, s.now, s.job.entries)
		if s.failed != nil && !unclear(s.failed) {
			if err := s.reconsider(ctx, round); err != nil {
				return err
			}
			continue
		}
		s.applied = s.failed == nil
		if done, err := s.see(ctx); done || err != nil {
			return err
		}
	}
	if s.failed != nil {
		return s.failed
	}
	return fmt.Errorf("%d values do not come to stand in their cells: %w", len(s.job.entries), workbook.ErrChanged)
}

// see looks at what was written and keeps what is still to be done.
func (s *settling) see(ctx context.Context) (done bool, err error) {
	after, err := s.fetch(ctx)
	if err != nil {
		return false, fmt.Errorf("%w: %w", ErrUnproven, err)
	}
	p := prove(s.now, after, s.job.entries, s.job.keys, s.applied)
	s.tell(ctx, p, s.failed)
	s.lost = append(s.lost, p.lost...)
	s.hit = s.hit || p.hit > 0
	if len(p.todo) == 0 && s.hit {
		keys := p.keys
		p = s.origin.sweep(after)
		p.keys = keys
		s.lost = append(s.lost, p.lost...)
	}
	if len(p.todo) == 0 {
		return true, nil
	}
	s.now, s.job.entries, s.job.keys, s.applied = after.putRight(p.todo), p.todo, p.keys, false
	return false, nil
}

// reconsider looks again after the service refused a write for what it says:
// a column or tab may have gone at that moment. A first write is then refused
// as changed or made anew; any other refusal stays what it is.
func (s *settling) reconsider(ctx context.Context, round int) error {
	if statusOf(s.failed) != http.StatusBadRequest {
		return s.failed
	}
	after, err := s.fetch(ctx)
	if err != nil || after.revision == s.now.revision && after.sameGrids(s.now) {
		return s.failed
	}
	if err := s.job.follow(s.now, after); err != nil {
		if round > 0 {
			return fmt.Errorf("%w: %w", ErrUnproven, err)
		}
		return err
	}
	s.now = after
	return nil
}

func (b *Book) tell(ctx context.Context, p proof, failed error) {
	switch {
	case failed != nil:
		b.log.WarnContext(ctx, "write of unknown fate looked at", "standing", p.proven, "missing", len(p.todo)-p.hit, "error", failed)
	case len(p.todo) > 0 || len(p.lost) > 0 || p.overtaken > 0:
		b.log.WarnContext(ctx, "rows or columns moved while values were written", "standing", p.proven,
			"written_again", len(p.todo)-p.hit, "put_back", p.hit, "lost", len(p.lost), "overtaken", p.overtaken, "gone", p.gone)
	default:
		b.log.DebugContext(ctx, "values stand in their cells", "values", p.proven, "gone", p.gone)
	}
}
