package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/gsheets"
	"bieu/sync/notify"
	"bieu/sync/notifytest"
	"bieu/sync/sheetstest"
)

// soakOffice is where a soak takes place: spreadsheets, the people at them, the
// clock, and those to whom letters go.
type soakOffice struct {
	t      *testing.T
	folder string
	config string
	server *sheetstest.Server
	plans  []*soakPlan
	clock  atomic.Int64
	ticks  *clockwork.FakeClock
	hook   *httptest.Server
	mail   *notifytest.Server
	random *rand.Rand // people's

	mu    sync.Mutex
	idle  *rand.Rand // of people who do something in the middle of a call
	still bool       // they do nothing any more
	seed  uint64
	calls int
	fresh []soakArrival
}

// soakArrival is a letter as it came; one that was refused comes again.
type soakArrival struct {
	id, plan string // the plan is known of a call only
	text     string
	refused  bool
}

// soakPlan is a plan with units that report late, in part or not at all.
type soakPlan struct {
	name  string // as history and queue know it: the spreadsheet
	units []*soakUnit
}

// soakRows is how many rows each unit has to fill in: two tasks, one indicator.
const soakRows = 3

// soakUnit is a unit and what stands in its tab.
type soakUnit struct {
	name              string
	contacts, leaders []string
	soakTab
	figure     int
	next, then soakReport // what it is at, and what comes after that
}

// soakTab is what counts of a unit's tab: which report it is and which rows are
// filled in.
type soakTab struct {
	period calendar.Period
	filled [soakRows]bool
}

func (s soakTab) complete() bool { return s.filled == [soakRows]bool{true, true, true} }

// soakReport is what a unit is going to do about a report: begin, and be done
// with it, at an instant or never.
type soakReport struct {
	period      calendar.Period
	begun, done time.Time
}

func soakUnits() []*soakUnit {
	return []*soakUnit{
		{name: "Trạm y tế", contacts: []string{"tyt@example.vn"}, leaders: []string{"lanhdao.tyt@example.vn"}},
		{name: "Công an", contacts: []string{"ca@example.vn", "ca2@example.vn"}},
		{name: "Đội thuế", leaders: []string{"lanhdao.dt@example.vn"}},
		{name: "Tư pháp", contacts: []string{"tp@example.vn"}, leaders: []string{"ld1@example.vn", "ld2@example.vn"}},
	}
}

const soakOfficeAddress = "vp@example.vn"

func soakDay(month time.Month, day int) time.Time {
	return time.Date(2023, month, day, 8, 3, 11, 0, officeZone)
}

// soakRule and soakLadder are those of an office that has said nothing.
func soakRule() calendar.Rule { return calendar.Default(officeZone) }

func newSoakOffice(t *testing.T, plans int, from time.Time) *soakOffice {
	t.Helper()
	o := &soakOffice{
		t: t, folder: t.TempDir(), server: sheetstest.NewServer(), mail: notifytest.Start(t),
		random: rand.New(rand.NewPCG(7, 7)), idle: rand.New(rand.NewPCG(8, 8)), ticks: clockwork.NewFakeClockAt(from),
	}
	t.Cleanup(o.server.Close)
	o.hook = httptest.NewServer(http.HandlerFunc(o.receive))
	t.Cleanup(o.hook.Close)
	o.setClock(from)
	must(t, os.WriteFile(filepath.Join(o.folder, "key.json"), o.server.Key(), 0o600))
	must(t, os.WriteFile(filepath.Join(o.folder, "khoa.txt"), []byte("khóa"), 0o600))
	list := ""
	for i := range plans {
		id := o.server.Create(sheetstest.Spreadsheet{Title: fmt.Sprintf("Kế hoạch %d", i), Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"})
		o.plans = append(o.plans, &soakPlan{name: id, units: soakUnits()})
		list += fmt.Sprintf("  - {name: so-%d, workbook: {google: %s}}\n", i, id)
	}
	o.config = filepath.Join(o.folder, settingsFile)
	must(t, os.WriteFile(o.config, []byte(fmt.Sprintf("organisation: UBND phường\nyear: 2023\ncredentials: key.json\nendpoint: %s\n"+
		"quota: {reads: 6000, writes: 6000}\nwebhook: {url: '%s', secret: file:khoa.txt}\n"+
		"mail: {host: 127.0.0.1, port: %d, from: %s, encryption: none}\nplans:\n%s",
		o.server.URL, o.hook.URL, o.mail.Port(), soakOfficeAddress, list)), 0o600))
	for _, p := range o.plans {
		o.layOut(p, from)
	}
	o.server.BeforeApply(o.meanwhile)
	return o
}

// layOut makes the spreadsheet of a plan, with all tabs for the month before.
func (o *soakOffice) layOut(p *soakPlan, from time.Time) {
	o.t.Helper()
	month := soakRule().Current(from)
	var rows []form.Listed
	var units []form.Unit
	for i, u := range p.units {
		u.period, u.figure = month, 10
		u.next = o.intends(month, from)
		u.then = u.next
		rows = append(rows,
			form.Listed{Bieu: "01", TT: strconv.Itoa(2*i + 1), Text: "Rà soát hồ sơ của " + u.name, Owner: u.name},
			form.Listed{Bieu: "01", TT: strconv.Itoa(2*i + 2), Text: "Sửa chữa trụ sở của " + u.name, Owner: u.name},
			form.Listed{TT: strconv.Itoa(i + 1), Text: "Tổ chức từ 500 buổi tuyên truyền trở lên", Owner: u.name})
		units = append(units, form.Unit{
			Code: fmt.Sprintf("U%d", i), Name: u.name, Tab: u.name,
			Email: strings.Join(u.contacts, "; "), LeaderEmail: strings.Join(u.leaders, "; "),
		})
	}
	all, err := (&app{now: o.now}).allSettings(o.config)
	must(o.t, err)
	account, err := gsheets.SignIn(gsheets.Settings{
		Credentials: filepath.Join(o.folder, "key.json"), Endpoint: o.server.URL, ReadsPerMinute: 6000, WritesPerMinute: 6000,
	})
	must(o.t, err)
	book, err := gsheets.Open(o.t.Context(), gsheets.Options{Account: account, Spreadsheet: p.name})
	must(o.t, err)
	_, err = book.LayOut(o.t.Context(), form.NewWorkbook(form.DraftPlan(rows, ""), units, month.Short(), all.form()))
	must(o.t, err)
	must(o.t, book.Close())
}

func (o *soakOffice) now() time.Time { return time.Unix(0, o.clock.Load()) }

// soakClock is the file by which processes of their own know the time.
const soakClock = "clock"

func (o *soakOffice) setClock(at time.Time) {
	o.t.Helper()
	o.clock.Store(at.UnixNano())
	file := filepath.Join(o.folder, soakClock)
	must(o.t, os.WriteFile(file+".new", []byte(strconv.FormatInt(at.UnixNano(), 10)), 0o600))
	must(o.t, os.Rename(file+".new", file))
}

// goOn lets time pass, for the worker and for its schedule.
func (o *soakOffice) goOn(d time.Duration) {
	o.t.Helper()
	o.setClock(o.now().Add(d))
	o.ticks.Advance(d)
}

// quiet reports whether nothing is sent at an instant.
func quiet(at time.Time) bool {
	hour := at.In(officeZone).Hour()
	return hour >= 20 || hour < 7
}

// intends makes up what a unit is going to do about the report of a month. A
// few are never done; who is not done by the time the next report begins has
// missed it.
func (o *soakOffice) intends(month calendar.Period, from time.Time) soakReport {
	late := soakRule().Deadlines(month).LateFrom
	r := soakReport{period: month, begun: late.Add(-time.Duration(o.random.IntN(15*24)) * time.Hour)}
	if r.begun.Before(from) {
		r.begun = from
	}
	if o.random.IntN(6) > 0 {
		r.done = r.begun.Add(time.Duration(o.random.IntN(10*24)) * time.Hour)
	}
	return r
}

// edit lets every unit do what it does by now.
func (o *soakOffice) edit() {
	o.t.Helper()
	now := o.now()
	for _, p := range o.plans {
		for _, u := range p.units {
			month := soakRule().Current(now)
			if u.then.period != month && u.next.period != month {
				u.then = o.intends(month, now)
			}
			if u.then.period != u.next.period && !u.then.begun.After(now) {
				u.next = u.then
			}
			o.fillIn(p, u, now)
		}
	}
}

// fillIn writes in one go, as a person pastes: the period and rows belong
// together.
func (o *soakOffice) fillIn(p *soakPlan, u *soakUnit, now time.Time) {
	o.t.Helper()
	next := u.soakTab
	if next.period != u.next.period && !u.next.begun.After(now) {
		next = soakTab{period: u.next.period}
	}
	done := next.period == u.next.period && !u.next.done.IsZero() && !u.next.done.After(now)
	row := o.random.IntN(soakRows + 3)
	switch {
	case done:
		next.filled = [soakRows]bool{true, true, true}
	case row < soakRows-1: // the last row waits until all is done
		next.filled[row] = true
	}
	again := next == u.soakTab && o.random.IntN(8) > 0
	if again {
		return
	}
	block := make([][]any, 3+soakRows)
	for i := range block {
		block[i] = make([]any, 5) // from C to G
	}
	block[0][0] = next.period.Short()
	for i := range soakRows {
		cell := &block[3+i][4] // Kết quả
		if i == soakRows-1 {
			cell = &block[3+i][3] // Thực hiện
		}
		moved, fresh := next.period != u.period, next.filled[i] != u.filled[i]
		switch {
		case !next.filled[i]:
			*cell = ""
		case !moved && !fresh && o.random.IntN(3) > 0:
		case i == soakRows-1:
			u.figure += 1 + o.random.IntN(3)
			*cell = u.figure
		default:
			u.figure++
			*cell = "Đã làm xong phần việc " + letters(u.figure)
		}
	}
	must(o.t, o.server.Human(p.name).Fill("'"+u.name+"'!C1", block))
	u.soakTab = next
}

// letters writes a number without digits: these would be claims.
func letters(n int) string {
	text := ""
	for ; n > 0; n /= 10 {
		text = string(rune('a'+n%10)) + text
	}
	return text
}

// views is what stands in all tabs.
func (o *soakOffice) views() map[*soakUnit]soakTab {
	all := map[*soakUnit]soakTab{}
	for _, p := range o.plans {
		for _, u := range p.units {
			all[u] = u.soakTab
		}
	}
	return all
}

// meanwhile lets somebody do what nobody is reminded of, in the middle of a
// call: between what a run reads and what it writes, or under its write.
func (o *soakOffice) meanwhile(c sheetstest.Call) {
	o.mu.Lock()
	act, row, unit, n := o.idle.IntN(20), 4+o.idle.IntN(soakRows), o.idle.IntN(4), o.idle.IntN(9)
	still := o.still
	o.mu.Unlock()
	if still || c.SpreadsheetID == "" {
		return
	}
	h := o.server.Human(c.SpreadsheetID)
	var err error
	switch act {
	case 0, 1:
		err = h.Type(fmt.Sprintf("'%s'!I%d", soakUnits()[unit].name, row), fmt.Sprintf("ghi chú %d", n))
	case 2:
		err = h.Type(fmt.Sprintf("'Biểu 01'!C%d", 4+row), fmt.Sprintf("Văn phòng viết lại %s", letters(n+1)))
	case 3:
		err = h.Type("'Tổng quan'!B9", "x")
	}
	if err != nil {
		o.t.Error(err)
	}
}

// calm sends those people home.
func (o *soakOffice) calm() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.still = true
}

// usualFaults is the share of calls that go wrong on any day.
const usualFaults = 0.03

// faults makes a share of all calls go wrong, and now and then the other
// program; at 0 nothing goes wrong.
func (o *soakOffice) faults(share float64) {
	o.mu.Lock()
	o.seed++
	seed := o.seed
	if share == 0 {
		o.seed = 0
	}
	o.mu.Unlock()
	o.server.InjectAtRandom(seed, share, sheetstest.UnavailableBefore, sheetstest.UnavailableAfter, sheetstest.Quota429,
		sheetstest.BadGateway, sheetstest.InternalPage, sheetstest.CutBefore, sheetstest.CutAfter, sheetstest.TruncatedJSON)
}

// receive is the other program: now and then it does not answer well.
func (o *soakOffice) receive(w http.ResponseWriter, r *http.Request) {
	var call notify.Call
	if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
		o.t.Error(err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.calls++
	refused := o.seed > 0 && o.calls%16 == 5
	if refused {
		w.WriteHeader(http.StatusInternalServerError)
	}
	o.fresh = append(o.fresh, soakArrival{
		id: call.Key, plan: call.Plan, text: strings.Join([]string{call.Period, call.Unit, call.Step, call.To}, " "), refused: refused,
	})
}

// arrived returns what came since it was last asked.
func (o *soakOffice) arrived() []soakArrival {
	o.t.Helper()
	o.mu.Lock()
	list := o.fresh
	o.fresh = nil
	o.mu.Unlock()
	for _, raw := range o.mail.Take() {
		m, err := mail.ReadMessage(strings.NewReader(raw))
		must(o.t, err)
		list = append(list, soakArrival{id: m.Header.Get("X-Bieu-Key"), text: "to " + m.Header.Get("To")})
	}
	return list
}

// close ends all that the worker talks to.
func (o *soakOffice) close() {
	o.server.Close()
	o.hook.CloseClientConnections()
	o.hook.Close()
	o.mail.Stop()
}

// hastyPoll is how often the queue is looked at.
const hastyPoll = 100 * time.Millisecond

// hastyCalls makes no call wait for its next attempt.
type hastyCalls struct{}

func (hastyCalls) Now() time.Time { return time.Now() }

func (hastyCalls) Sleep(ctx context.Context, d time.Duration) error {
	time.Sleep(min(d, 2*time.Millisecond))
	return ctx.Err()
}
