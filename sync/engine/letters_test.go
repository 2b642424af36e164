package engine_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// outbox names what stands in the outbox: state, step, unit and address.
func (d *desk) outbox() []string {
	d.t.Helper()
	var list []string
	for _, m := range d.messages() {
		list = append(list, strings.Join(strings.Fields(strings.Join([]string{string(m.State), m.Period, m.Step, m.Channel, m.Unit, "→", m.To}, " ")), " "))
	}
	return list
}

func (d *desk) messages() []history.Message {
	d.t.Helper()
	all, err := d.store().Outbox(d.t.Context(), "test", "")
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func (d *desk) wantOutbox(name string, want ...string) {
	d.t.Helper()
	if diff := cmp.Diff(want, d.outbox()); diff != "" {
		d.t.Errorf("%s: outbox (-want +got):\n%s", name, diff)
	}
}

// ready is an office in which all units but the clinic have reported.
func ready(t *testing.T) *desk {
	d := small(t)
	d.engine.Chase.Link = func(file, tab string) string {
		return "https://vidu.vn/" + file + "#" + strings.ReplaceAll(tab, " ", "%20")
	}
	d.answer(police, "9/2023", "Đạt 96%.", "Đạt 97%.")
	d.answer(taxes, "9/2023", "Đạt 98%.", "Đạt 99%.")
	d.answer(clinic, "9/2023", "Đạt 96%.", "")
	return d
}

func TestLetters(t *testing.T) {
	d := ready(t)
	d.runAt(day(time.October, 5, 8))
	d.runAt(day(time.October, 11, 8))
	d.answer(clinic, "", "Đạt 96%.", "Đạt 98%.")
	d.set(clinic, "2", "Thực hiện", "91")
	d.runAt(day(time.November, 9, 8))
	var text []string
	for _, m := range d.messages() {
		text = append(text, m.Key, "To: "+m.To, "Subject: "+m.Subject, "", m.Body)
	}
	golden(t, "letters.txt", strings.Join(text, "\n"))
}

// The sheet asks for the period that the letter asks for.
func TestSheetAsksForTheLettersPeriod(t *testing.T) {
	d := ready(t)
	d.answer(clinic, "", "Đạt 96%.", "")
	o := d.runAt(day(time.November, 9, 8))
	const request = "Đề nghị ghi kỳ vào ô C1, ví dụ: 10/2023."
	if !slices.ContainsFunc(o.Problems, func(p form.Problem) bool { return p.Code == "no_period" && strings.HasSuffix(p.Text, request) }) {
		t.Errorf("no %q in %+v", request, o.Problems)
	}
}

// A letter that waits for the end of the quiet hours follows the sheet.
func TestWaitingLettersFollowTheSheet(t *testing.T) {
	d := ready(t)
	const waits = "pending 2023-09 before-2 mail Trạm y tế → tyt@example.vn"
	night := day(time.October, 6, 22)
	for _, step := range []struct {
		name   string
		does   func()
		at     time.Time
		want   string
		lacks  string
		lacked int
	}{
		{"half", func() {}, night, waits, "còn thiếu 1 chỉ tiêu", 1},
		{"nothing changes", func() {}, night.Add(time.Minute), waits, "còn thiếu 1 chỉ tiêu", 1},
		{"the other half goes too", func() { d.answer(clinic, "9/2023", "", "") }, night.Add(2 * time.Minute), waits, "chưa nộp, còn thiếu 2 chỉ tiêu", 2},
		{"all is in", func() { d.answer(clinic, "9/2023", "Đạt 96%.", "Đạt 97%.") }, night.Add(3 * time.Minute),
			strings.Replace(waits, "pending", "cancelled", 1), "", 0},
		{"a row goes again", func() { d.answer(clinic, "9/2023", "Đạt 96%.", "") }, night.Add(4 * time.Minute), waits, "còn thiếu 1 chỉ tiêu", 1},
	} {
		step.does()
		d.restarted()
		d.runAt(step.at)
		d.wantOutbox(step.name, step.want)
		m := d.messages()[0]
		if step.lacks != "" && (!strings.Contains(m.Subject, step.lacks) || strings.Count(m.Body, "\n- TT ") != step.lacked) {
			t.Errorf("%s: %s\n%s", step.name, m.Subject, m.Body)
		}
		if got := d.sent(step.at); got != nil {
			t.Errorf("%s: sent in quiet hours: %v", step.name, got)
		}
	}
	if got := d.sent(day(time.October, 7, 7)); len(got) != 1 {
		t.Errorf("sent in the morning: %v", got)
	}
	d.runAt(day(time.October, 7, 8))
	d.wantOutbox("sent", strings.Replace(waits, "pending", "sent", 1))
}

// A letter of a step that has passed is not sent beside the one of the next.
func TestLaterStepTakesThePlaceOfAnEarlier(t *testing.T) {
	d := ready(t)
	d.runAt(day(time.October, 5, 8))
	d.runAt(day(time.October, 10, 8))
	d.wantOutbox("passed", "cancelled 2023-09 before-2 mail Trạm y tế → tyt@example.vn", "pending 2023-09 after-1 mail Trạm y tế → tyt@example.vn")
	d.runAt(day(time.November, 3, 8))
	want := []string{"cancelled 2023-09 before-2 mail Trạm y tế → tyt@example.vn", "cancelled 2023-09 after-1 mail Trạm y tế → tyt@example.vn"}
	if diff := cmp.Diff(want, d.outbox()[:2]); diff != "" {
		t.Errorf("in the next month (-want +got):\n%s", diff)
	}
}

// Who cannot be written to is named to the office, all in one letter.
func TestUnitsWithoutAddress(t *testing.T) {
	d := ready(t)
	d.answer(taxes, "9/2023", "Đạt 98%.", "")
	d.set("Đơn vị", "YT", "Email", "chưa có")
	d.set("Đơn vị", "DT", "Email", "")
	d.runAt(day(time.October, 5, 8))
	d.wantOutbox("none", "pending 2023-09 before-2 mail → vp@example.vn")
	want := `Kính gửi: Văn phòng UBND phường Thọ Xương

Báo cáo kỳ 9/2023 (hạn trước ngày 10/10/2023) của các đơn vị sau chưa hoàn thành, nhưng chưa gửi được thư đôn đốc vì trang “Đơn vị” còn thiếu địa chỉ:

- Trạm y tế: còn thiếu 1 chỉ tiêu.
  Chưa có địa chỉ thư của người phụ trách (cột Email, đang ghi “chưa có”).
- Đội thuế: còn thiếu 1 chỉ tiêu.
  Chưa có địa chỉ thư của người phụ trách (cột Email, đang để trống).

Đề nghị bổ sung địa chỉ và trực tiếp nhắc các đơn vị này.

Trân trọng./.

(Thư do phần mềm Biểu tự động lập.)
`
	m := d.messages()[0]
	if diff := cmp.Diff(want, m.Body); diff != "" || m.Subject != "Đôn đốc báo cáo kỳ 9/2023: 2 đơn vị còn thiếu địa chỉ thư (hạn trước ngày 10/10/2023)" {
		t.Errorf("%s\n%s", m.Subject, diff)
	}
	d.set("Đơn vị", "DT", "Email", "a@example.vn; b@example.vn,\nc@example.vn")
	d.runAt(day(time.October, 5, 9))
	d.wantOutbox("three addresses", "pending 2023-09 before-2 mail → vp@example.vn", "pending 2023-09 before-2 mail Đội thuế → a@example.vn",
		"pending 2023-09 before-2 mail Đội thuế → b@example.vn", "pending 2023-09 before-2 mail Đội thuế → c@example.vn")
}

func TestWebhookIsToldOfEveryUnit(t *testing.T) {
	d := ready(t)
	d.set("Đơn vị", "YT", "Email", "")
	d.engine.Chase.Mail, d.engine.Chase.Webhook = false, true
	d.runAt(day(time.October, 11, 8))
	d.wantOutbox("webhook", "pending 2023-09 after-2 webhook Trạm y tế →")
}

// What a trial at a set instant would send is shown and held, and is in no
// real letter's way.
func TestTrialsSendNothing(t *testing.T) {
	d := ready(t)
	d.engine.Fixed = true
	d.runAt(day(time.October, 5, 8))
	d.runAt(day(time.October, 5, 8))
	d.wantOutbox("trial", "held 2023-09 before-2 mail Trạm y tế → tyt@example.vn")
	if got := d.sent(day(time.December, 1, 8)); got != nil {
		t.Errorf("sent: %v", got)
	}
	d.engine.Fixed = false
	d.runAt(day(time.October, 5, 8))
	d.engine.Fixed = true
	d.runAt(day(time.October, 1, 8))
	d.wantOutbox("real", "pending 2023-09 before-2 mail Trạm y tế → tyt@example.vn", "held 2023-09 before-2 mail Trạm y tế → tyt@example.vn")
}

// Nothing that people type ends a line of a letter's head.
func TestNothingEndsASubject(t *testing.T) {
	d := ready(t)
	const evil = "Trạm y tế\r\nBcc: khac@example.vn\u2028\n\nHết"
	d.set("Đơn vị", "YT", "Đơn vị", evil)
	for _, row := range []string{"1", "2"} {
		d.set("Kế hoạch", row, "Đơn vị", evil)
	}
	d.set("Kế hoạch", "2", "Nhiệm vụ/Chỉ tiêu", "Tỷ lệ việc\r\n.\r\nhoàn thành: 95% trở lên")
	d.runAt(day(time.October, 5, 8))
	messages := d.messages()
	if len(messages) != 1 {
		t.Fatalf("outbox: %v", d.outbox())
	}
	m := messages[0]
	if strings.ContainsAny(m.Subject+m.To, "\r\n\u2028") || !strings.Contains(m.Subject, "Bcc: khac@example.vn") || strings.Contains(m.Body, "\r") {
		t.Errorf("subject %q, body %q", m.Subject, m.Body)
	}
	if !strings.Contains(m.Body, "- TT 2: Tỷ lệ việc . hoàn thành: 95% trở lên\n") {
		t.Errorf("body %s", m.Body)
	}
}

// Nobody is reminded of what is closed, of a workbook that cannot be opened,
// or of what was handed in once the deadline has passed.
func TestWhoIsLeftInPeace(t *testing.T) {
	for name, test := range map[string]struct {
		does func(*desk)
		at   time.Time
		want []string
	}{
		"as it is":              {func(*desk) {}, day(time.October, 9, 8), []string{"pending 2023-09 day mail Trạm y tế → tyt@example.vn"}},
		"no reminders":          {func(d *desk) { d.engine.Chase = nil }, day(time.October, 9, 8), nil},
		"before the first step": {func(*desk) {}, day(time.September, 30, 8), nil},
		"locked":                {func(d *desk) { d.engine.Calendar.Month.LockAfterDays = 1 }, day(time.October, 11, 8), nil},
		"closed": {func(d *desk) {
			d.runAt(noon)
			d.closeAt(calendar.MonthOf(2023, time.September), day(time.October, 4, 8))
		}, day(time.October, 9, 8), []string{"cancelled 2023-09 before-5 mail Trạm y tế → tyt@example.vn"}},
		"a question before the deadline": {func(d *desk) {
			d.answer(clinic, "9/2023", "Đạt 96%.", "Đạt 97%.")
			d.set(clinic, "2", "Thực hiện", "91")
		},
			day(time.October, 9, 8), []string{"pending 2023-09 day mail Trạm y tế → tyt@example.vn"}},
		"a question after it": {func(d *desk) {
			d.answer(clinic, "9/2023", "Đạt 96%.", "Đạt 97%.")
			d.set(clinic, "2", "Thực hiện", "91")
			d.runAt(noon)
		},
			day(time.October, 10, 8), nil},
		"the next month has begun": {func(d *desk) {
			d.answer(clinic, "9/2023", "Đạt 96%.", "Đạt 97%.")
			d.runAt(noon)
			d.answer(clinic, "10/2023", "", "")
		}, day(time.October, 10, 8), nil},
		"the next month has begun with a row missing": {func(d *desk) {
			d.runAt(noon)
			d.answer(clinic, "10/2023", "", "")
		}, day(time.October, 10, 8), []string{"pending 2023-09 after-1 mail Trạm y tế → tyt@example.vn"}},
		"the tab cannot be read": {func(d *desk) {
			d.book.Set(clinic, strings.Replace(d.at(clinic, "1", "Kết quả"), "4", "3", 1), workbook.TextCell("Khác"))
		},
			day(time.October, 9, 8), []string{"pending 2023-09 day mail Trạm y tế → tyt@example.vn"}},
		"its workbook cannot be opened": {func(d *desk) { d.set("Đơn vị", "YT", "Tệp", "khong-co.xlsx") }, day(time.October, 9, 8), nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := ready(t)
			test.does(d)
			d.runAt(test.at)
			if diff := cmp.Diff(test.want, d.outbox()); diff != "" {
				t.Errorf("outbox (-want +got):\n%s", diff)
			}
		})
	}
}

// While a unit's workbook cannot be opened, its letter waits on.
func TestUnreadableWorkbookLeavesTheLetter(t *testing.T) {
	d := ready(t)
	d.runAt(day(time.October, 9, 22))
	d.set("Đơn vị", "YT", "Tệp", "khong-co.xlsx")
	d.runAt(day(time.October, 9, 23))
	d.wantOutbox("waits on", "pending 2023-09 day mail Trạm y tế → tyt@example.vn")
}

func TestProgress(t *testing.T) {
	d := small(t)
	var got []string
	d.engine.Progress = func(phase string, done, total int) {
		got = append(got, phase+strings.Repeat("+", done)+strings.Repeat("-", total-done))
	}
	d.run()
	want := []string{engine.PhaseRead, "units+--", "units++-", "units+++", engine.PhaseJudge, engine.PhaseWrite, engine.PhaseRecord}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// posts counts the letters that runs leave in the outbox.
type posts struct {
	*history.Store
	n int
}

func (p *posts) Finish(ctx context.Context, run int64, end history.End) error {
	p.n += len(end.Messages) + len(end.Cancelled)
	return p.Store.Finish(ctx, run, end)
}

// A run leaves nothing in the outbox that stands there or has gone out.
func TestRunsLeaveWhatIsNew(t *testing.T) {
	d := ready(t)
	store := d.store()
	p := &posts{Store: store}
	d.engine.History = p
	for i, want := range []int{1, 1, 1} {
		if i == 2 {
			all, err := store.Claim(t.Context(), "test", day(time.October, 9, 9), day(time.October, 9, 10), 9)
			if err != nil || len(all) != 1 {
				t.Fatalf("claimed %d, error %v", len(all), err)
			}
			if err := store.Sent(t.Context(), all[0], day(time.October, 9, 9)); err != nil {
				t.Fatal(err)
			}
		}
		d.runAt(day(time.October, 9, 8+i))
		if p.n != want {
			t.Errorf("after run %d: %d letters, want %d", i+1, p.n, want)
		}
	}
}
