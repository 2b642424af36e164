package engine

import (
	"context"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"time"

	"bieu/rules/calendar"
	"bieu/rules/chase"
	"bieu/sync/form"
	"bieu/sync/history"
)

// Chase is how units are told what their reports still lack.
type Chase struct {
	Ladder chase.Ladder
	// Mail and Webhook are the channels that there are; each is told of
	// everything.
	Mail, Webhook bool
	// Office is the address that hears of units which cannot be written to and
	// of letters that did not come, "" for none.
	Office string
	// Link leads people to a tab of a workbook, "" where nothing does; file is
	// what the column Tệp says. Nil is nothing.
	Link func(file, tab string) string
}

// The parts of a message's key beside the step: who is told.
const (
	toContact = "contact"
	toLeader  = "leader"
	toOffice  = "office"
)

// call is a reminder whose time has come.
type call struct {
	period calendar.Period
	steps  []chase.Step
	step   chase.Step
	rank   int // place of the step among the steps
}

// reminders are what a run leaves in the outbox: letters that are new or say
// something else by now, and the keys of those that nobody needs any more.
type reminders struct {
	letters   []history.Message
	cancelled []string

	// waiting are the letters that have not gone out, wanted those that are
	// called for now.
	waiting map[string]history.Message
	wanted  map[string]bool
}

// remind reminds every unit of what its reports lack, once for each step.
// A letter that waits, as in quiet hours, follows what the sheet says until it
// goes out, and does not go out at all once nothing is lacking.
func (s *state) remind(ctx context.Context) (*reminders, error) {
	r := &reminders{waiting: map[string]history.Message{}, wanted: map[string]bool{}}
	if s.e.Chase == nil {
		return r, nil
	}
	waiting, err := s.e.History.Waiting(ctx, s.e.Plan)
	if err != nil {
		return nil, err
	}
	for _, m := range waiting {
		r.waiting[m.Key] = m
	}
	watched, err := s.watched(ctx)
	if err != nil {
		return nil, err
	}
	unknown := map[string]bool{}
	for _, c := range s.calls(watched) {
		if err := s.remindOf(ctx, c, r, unknown); err != nil {
			return nil, err
		}
	}
	for _, m := range waiting {
		if !s.e.Fixed && !r.wanted[m.Key] && !unknown[m.Unit] {
			r.cancelled = append(r.cancelled, m.Key)
		}
	}
	return r, nil
}

// calls returns the reminders whose time has come: at most one for the report
// of each month of the plan's year, and one for the year's. A month's end when
// the next month's begin, the year's with the year. A report that was due
// before anybody wrote for it is none of ours: the office began later.
func (s *state) calls(watched []calendar.Period) []call {
	rule, ladder, year := s.e.Calendar, s.e.Chase.Ladder, s.e.Form.Year
	var list []call
	due := func(p calendar.Period, until time.Time) {
		steps := ladder.Steps(rule, p)
		step, ok := chase.Due(steps, s.opt.At, until)
		if ok && (!rule.Deadlines(p).Late(s.opt.At) || slices.Contains(watched, p)) {
			rank := slices.IndexFunc(steps, func(other chase.Step) bool { return other.Name == step.Name })
			list = append(list, call{p, steps, step, rank})
		}
	}
	for month := time.January; month <= time.December; month++ {
		next := calendar.DayOf(time.Date(year, month+1, 1, 12, 0, 0, 0, time.UTC), time.UTC)
		var until time.Time
		if steps := ladder.Steps(rule, calendar.MonthOf(next.Year, next.Month)); len(steps) > 0 {
			until = steps[0].At
		}
		due(calendar.MonthOf(year, month), until)
	}
	due(calendar.YearOf(year), rule.Span(calendar.YearOf(year)).To)
	return list
}

// watched are the periods of which anything was seen, by this run or before.
func (s *state) watched(ctx context.Context) ([]calendar.Period, error) {
	past, err := s.readPast(ctx)
	if err != nil {
		return nil, err
	}
	list := slices.Clone(past.periods)
	for _, t := range s.tabs {
		list = append(list, t.Period)
	}
	return list, nil
}

// remindOf reminds the units of one report. It adds the units of which nothing
// is known to unknown: what waits for them is left as it is.
func (s *state) remindOf(ctx context.Context, c call, r *reminders, unknown map[string]bool) error {
	all, err := s.e.History.Outbox(ctx, s.e.Plan, c.period.String())
	if err != nil {
		return err
	}
	receipts, err := s.receiptsOf(ctx, c.period)
	if err != nil {
		return err
	}
	out := outboxOf(all, c)
	var silent []owed
	for unit, u := range s.units {
		o, known, err := s.owes(ctx, unit, c, receipts)
		switch {
		case err != nil:
			return err
		case !known:
			unknown[u.Name] = true
		case o.nothing() || out.beyond(u.Name, c.rank):
		default:
			if !s.writeTo(o, c, out, r) {
				silent = append(silent, o)
			}
		}
	}
	s.writeOffice(silent, c, out, r)
	s.writeOfDead(all, c, out, r)
	return nil
}

// writeTo tells a unit, and its leader where the step says so, of what it
// owes. It is false where somebody who should be written to has no address.
func (s *state) writeTo(o owed, c call, out outbox, r *reminders) bool {
	reached := true
	contacts, leaders := addresses(o.unit.Email), addresses(o.unit.LeaderEmail)
	if s.e.Chase.Mail {
		reached = len(contacts) > 0 && (len(leaders) > 0 || !c.step.Leader)
		for i, to := range contacts {
			s.post(o, c, out, r, toContact, i, history.ChannelMail, to)
		}
		if c.step.Leader {
			for i, to := range leaders {
				s.post(o, c, out, r, toLeader, i, history.ChannelMail, to)
			}
		}
	}
	if s.e.Chase.Webhook {
		s.post(o, c, out, r, toContact, 0, history.ChannelWebhook, strings.Join(contacts, ", "))
	}
	return reached
}

// writeOffice tells the office of the units that could not be written to.
func (s *state) writeOffice(silent []owed, c call, out outbox, r *reminders) {
	if len(silent) == 0 || !s.e.Chase.Mail || s.e.Chase.Office == "" || out.beyond("", c.rank) {
		return
	}
	s.add(out, r, history.Message{
		Key: s.key(c, "", history.ChannelMail, toOffice, 0), Period: c.period.String(), Step: c.step.Name,
		Channel: history.ChannelMail, To: s.e.Chase.Office,
	}, func(m *history.Message) { m.Subject, m.Body = s.officeLetter(silent, c, m.At) })
}

func (s *state) post(o owed, c call, out outbox, r *reminders, role string, i int, channel, to string) {
	s.add(out, r, history.Message{
		Key: s.key(c, o.unit.Name, channel, role, i), Period: c.period.String(), Unit: o.unit.Name,
		Step: c.step.Name, Channel: channel, To: to,
	}, func(m *history.Message) { m.Subject, m.Body = s.letter(o, c, role, m.At) })
}

// add puts a message into the outbox unless it has gone out or stands there
// with the same words; word fills these in.
func (s *state) add(out outbox, r *reminders, m history.Message, word func(*history.Message)) {
	r.wanted[m.Key] = true
	if out.gone[m.Key] {
		return
	}
	if old, waits := r.waiting[m.Key]; waits {
		m.At = old.At
		word(&m)
		if m.To == old.To && m.Subject == old.Subject && m.Body == old.Body {
			return
		}
	}
	m.At, m.Trial = s.opt.At, s.e.Fixed
	m.NotBefore = s.e.Chase.Ladder.NotBefore(m.At, s.e.Calendar.Location)
	word(&m)
	r.letters = append(r.letters, m)
}

// roleInKey is where a key says who is told.
const roleInKey = 5

// key tells one reminder from every other. A trial's never stands in the way of
// a real one.
func (s *state) key(c call, unit, channel, role string, i int) string {
	parts := []string{s.e.Plan, c.period.String(), unit, c.step.Name, channel, role}
	if i > 0 {
		parts = append(parts, strconv.Itoa(i+1))
	}
	if s.e.Fixed {
		parts = append(parts, "trial "+s.opt.At.UTC().Format(time.RFC3339))
	}
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], "|", "¦")
	}
	return strings.Join(parts, "|")
}

// outbox is what the outbox holds about one period.
type outbox struct {
	gone map[string]bool // keys of letters that went out, were given up or held
	last map[string]int  // rank of the last step that a unit was told of
}

func outboxOf(all []history.Message, c call) outbox {
	out := outbox{map[string]bool{}, map[string]int{}}
	for _, m := range all {
		out.gone[m.Key] = m.State != history.Pending && m.State != history.Cancelled
		rank := slices.IndexFunc(c.steps, func(s chase.Step) bool { return s.Name == m.Step })
		if m.State == history.Sent || m.State == history.Dead {
			out.last[m.Unit] = max(out.last[m.Unit], rank)
		}
	}
	return out
}

// beyond reports whether a unit was told of a later step already, as when the
// clock was put back.
func (o outbox) beyond(unit string, rank int) bool { return o.last[unit] > rank }

// tabLink leads to a unit's tab, "" where nothing does.
func (s *state) tabLink(u form.Unit) string {
	if s.e.Chase.Link == nil {
		return ""
	}
	return s.e.Chase.Link(u.File, u.Tab)
}

// addresses returns what of a cell can be written to. People part addresses by
// commas, semicolons, blanks and new lines.
func addresses(cell string) []string {
	var list []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",; \t\r\n\u00a0", r) }) {
		a, err := mail.ParseAddress(part)
		if err == nil && !slices.Contains(list, a.Address) {
			list = append(list, a.Address)
		}
	}
	return list
}
