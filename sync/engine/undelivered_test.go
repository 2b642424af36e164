package engine_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/history"
)

// gaveUp takes what is due by an instant and gives up letters to some
// addresses; the others go out.
func (d *desk) gaveUp(at time.Time, addresses ...string) {
	d.t.Helper()
	all, err := d.store().Claim(d.t.Context(), "test", at, at.Add(time.Minute), 100)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, m := range all {
		dead := strings.Contains(strings.Join(addresses, " ")+" ", m.To+" ")
		if dead {
			err = d.store().Failed(d.t.Context(), m.Key, at, at, "mail.example.vn:587 cho biết không có địa chỉ nhận này (mã 550); đề nghị kiểm tra địa chỉ ở trang Đơn vị", true)
		} else {
			err = d.store().Sent(d.t.Context(), m, at)
		}
		if err != nil {
			d.t.Fatal(err)
		}
	}
}

// The office is told once of each letter that was given up, by the next run,
// and never of one that was for itself.
func TestOfficeIsToldOfWhatDidNotCome(t *testing.T) {
	at, next := day(time.October, 11, 8), day(time.October, 11, 9)
	const contact, leader, office = "tyt@example.vn", "lanhdao.tyt@example.vn", "vp@example.vn"
	const told = "sent 2023-09 after-2 mail → " + office
	of := func(state, to string) string { return state + " 2023-09 after-2 mail Trạm y tế → " + to }
	for name, test := range map[string]struct {
		does func(*desk)
		dead []string
		then func(*desk)
		want []string
	}{
		"all came":    {nil, nil, nil, []string{of("sent", contact), of("sent", leader)}},
		"the contact": {nil, []string{contact}, nil, []string{of("dead", contact), of("sent", leader), told}},
		"both":        {nil, []string{contact, leader}, nil, []string{of("dead", contact), of("dead", leader), told, told}},
		"the report has come since": {nil, []string{contact},
			func(d *desk) { d.answer(clinic, "9/2023", "Đạt 96%.", "Đạt 97%.") }, []string{of("dead", contact), of("sent", leader), told}},
		"the unit is the office": {func(d *desk) { d.set("Đơn vị", "YT", "Email", "VP@example.vn") }, []string{"VP@example.vn"}, nil, []string{of("dead", "VP@example.vn"), of("sent", leader)}},
		"nobody in the office":   {func(d *desk) { d.engine.Chase.Office = "" }, []string{contact}, nil, []string{of("dead", contact), of("sent", leader)}},
		"a trial after it": {nil, []string{contact}, func(d *desk) { d.engine.Fixed = true },
			[]string{of("dead", contact), of("sent", leader), of("held", contact), of("held", leader)}},
		"another program refused": {func(d *desk) { d.engine.Chase.Mail, d.engine.Chase.Webhook = false, true }, []string{contact},
			func(d *desk) {
				d.engine.Chase.Mail = true
				d.set("Đơn vị", "YT", "Email", "")
				d.set("Đơn vị", "YT", "Email lãnh đạo", "")
			},
			[]string{strings.Replace(of("dead", contact), "mail", "webhook", 1), told}},
	} {
		t.Run(name, func(t *testing.T) {
			d := ready(t)
			if test.does != nil {
				test.does(d)
			}
			d.runAt(at)
			d.gaveUp(at, test.dead...)
			if test.then != nil {
				test.then(d)
			}
			for range 2 {
				d.runAt(next)
				d.gaveUp(next)
			}
			if diff := cmp.Diff(test.want, d.outbox()); diff != "" {
				t.Errorf("outbox (-want +got):\n%s", diff)
			}
		})
	}
}

// What the office is told does not come either: that is the end of it, also
// when the office has another address by then.
func TestNothingIsToldOfWhatTheOfficeWasTold(t *testing.T) {
	d := ready(t)
	at := day(time.October, 11, 8)
	d.runAt(at)
	d.gaveUp(at, "tyt@example.vn", "lanhdao.tyt@example.vn")
	for i := range 3 {
		d.runAt(at.Add(time.Duration(i+1) * time.Hour))
		d.gaveUp(at.Add(time.Duration(i+1)*time.Hour), "vp@example.vn")
		d.engine.Chase.Office = "vanphong@example.vn"
	}
	var told []history.Message
	for _, m := range d.messages() {
		if m.Unit == "" {
			told = append(told, m)
		}
	}
	if len(told) != 2 {
		t.Fatalf("outbox: %v", d.outbox())
	}
	var text []string
	for _, m := range told {
		text = append(text, m.Key, "To: "+m.To, "Subject: "+m.Subject, "", m.Body)
	}
	golden(t, "undelivered.txt", strings.Join(text, "\n"))
}
