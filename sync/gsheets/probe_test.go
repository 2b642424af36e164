package gsheets_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// everyTrial are the codes in the order in which they are told.
var everyTrial = []string{
	gsheets.TrySort, gsheets.TryPartSort, gsheets.TryInsert, gsheets.TryMove, gsheets.TryCut, gsheets.TryDelete,
	gsheets.TryLate, gsheets.TryNull, gsheets.TryRaw, gsheets.TryTypedDate, gsheets.TryTypedComma, gsheets.TryTypedDots,
	gsheets.TryPlainText, gsheets.TryWarned, gsheets.TryStrict, gsheets.TryValidation, gsheets.TryTick,
	gsheets.TryFilterView, gsheets.TryFilter,
}

var typedTrials = []string{gsheets.TryTypedDate, gsheets.TryTypedComma, gsheets.TryTypedDots}

// probe runs all trials on a laid out spreadsheet of the server.
func probe(h *sheetHarness, ctx context.Context) ([]gsheets.Finding, error) {
	var found []gsheets.Finding
	err := open(h.t, h.account, h.id).Probe(ctx, func(f gsheets.Finding) { found = append(found, f) })
	return found, err
}

// all is everything that a person can see of the spreadsheet.
func (h *sheetHarness) all() string {
	answer, err := h.person.Spreadsheets.Get(h.id).IncludeGridData(true).Context(context.Background()).Do()
	if err != nil {
		h.t.Fatal(err)
	}
	text, err := json.MarshalIndent(answer.Sheets, "", " ")
	if err != nil {
		h.t.Fatal(err)
	}
	return string(text)
}

func codes(list []gsheets.Finding, outcome gsheets.Outcome) []string {
	var found []string
	for _, f := range list {
		if f.Outcome == outcome {
			found = append(found, f.Code)
		}
	}
	return found
}

// TestProbe: all holds on the server, within the quota of one minute, in as
// many calls as were told, and nothing is left of it.
func TestProbe(t *testing.T) {
	clock := &still{now: time.Now()} // keys are good for the present alone
	server := newServer(t, sheetstest.WithQuota(sheetstest.StandardQuota()), sheetstest.WithClock(clock.Now))
	h := laidOutOn(t, server, signIn(t, server, func(s *gsheets.Settings) { s.Clock = clock }))
	before := h.all()
	server.ResetCounts()
	found, err := probe(h, t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everyTrial, codes(found, gsheets.Holds)); diff != "" {
		t.Errorf("trials that hold (-want +got):\n%s\n%+v", diff, found)
	}
	counts := server.Counts()
	if reads, writes := gsheets.ProbeCalls(); counts.Reads != reads || counts.Writes != writes || counts.Refused != 0 {
		t.Errorf("%d reads, %d writes, %d refused; told were %d and %d", counts.Reads, counts.Writes, counts.Refused, reads, writes)
	}
	if diff := cmp.Diff(before, h.all()); diff != "" {
		t.Errorf("left behind (-before +after):\n%s", diff)
	}
}

// TestProbeSeesWhatDiffers breaks the server on purpose.
func TestProbeSeesWhatDiffers(t *testing.T) {
	tests := []struct {
		name   string
		option sheetstest.Option
		want   []string
		says   string
	}{
		{
			"a sort leaves anchors", sheetstest.WithDeviations(sheetstest.SortLeavesAnchors),
			[]string{gsheets.TrySort, gsheets.TryWarned, gsheets.TryStrict}, "Thực tế khác: chữ ghi qua mốc của dòng a vào dòng d. Khi đó: Biểu đọc lại",
		},
		{
			"a sort of a part takes anchors along", sheetstest.WithPartialSortMovingAnchors(),
			[]string{gsheets.TryPartSort}, "Thực tế khác: chữ ghi qua mốc của dòng a vào dòng a.",
		},
		{
			"null clears", sheetstest.WithDeviations(sheetstest.NullClears),
			[]string{
				gsheets.TrySort, gsheets.TryPartSort, gsheets.TryMove, gsheets.TryLate, gsheets.TryNull, gsheets.TryWarned,
				gsheets.TryStrict, gsheets.TryValidation, gsheets.TryTick, gsheets.TryFilterView, gsheets.TryFilter,
			}, "Thực tế khác: “a” thành (trống). Khi đó: ô nằm giữa",
		},
		{
			"raw is typed", sheetstest.WithDeviations(sheetstest.RawIsTyped),
			[]string{gsheets.TryRaw}, "Thực tế khác: “=1+1” thành công thức =1+1. ",
		},
		{
			"plain text is typed", sheetstest.WithDeviations(sheetstest.PlainTextIsTyped),
			[]string{gsheets.TryPlainText}, "Thực tế khác: “9/10” thành số “",
		},
		{
			"a warning forbids", sheetstest.WithDeviations(sheetstest.WarningForbids),
			[]string{gsheets.TryWarned}, "Thực tế khác: Google từ chối: ",
		},
		{
			"a lost anchor is an error", sheetstest.WithDeviations(sheetstest.LostAnchorFails),
			[]string{gsheets.TryDelete}, "Thực tế khác: Google từ chối: ",
		},
		{
			"strict validation counts", sheetstest.WithStrictValidation(),
			[]string{gsheets.TryValidation}, "Thực tế khác: Google từ chối: ",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := newServer(t, test.option)
			h := laidOutOn(t, server, signIn(t, server, nil))
			before := h.all()
			found, err := probe(h, t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, codes(found, gsheets.Differs)); diff != "" {
				t.Errorf("trials that differ (-want +got):\n%s", diff)
			}
			said := ""
			for _, f := range found {
				said += f.Text() + "\n"
			}
			if !strings.Contains(said, test.says) {
				t.Errorf("said\n%swant %q in it", said, test.says)
			}
			if before != h.all() {
				t.Error("something is left behind")
			}
		})
	}
}

func TestProbeInAnotherLocale(t *testing.T) {
	h := laidOut(t)
	if err := h.server.Human(h.id).SetLocale("en_US"); err != nil {
		t.Fatal(err)
	}
	found, err := probe(h, t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(typedTrials, codes(found, gsheets.Untried)); diff != "" {
		t.Errorf("trials that cannot be made (-want +got):\n%s", diff)
	}
	want := "Người gõ 1,5: thành số một phẩy năm. Chưa thử được: bảng tính đang dùng ngôn ngữ en_US, không phải vi_VN."
	if got := found[slices.Index(everyTrial, gsheets.TryTypedComma)].Text(); got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

// TestProbeCleansUp lets things go wrong in the midst of it.
func TestProbeCleansUp(t *testing.T) {
	tests := []struct {
		name  string
		fault sheetstest.Fault
		at    int // the call of the account that goes wrong, 0 for none
		act   func(h *sheetHarness, stop func())
		want  func(error) bool
	}{
		{name: "interrupted", at: 17, act: func(_ *sheetHarness, stop func()) { stop() }, want: func(err error) bool { return errors.Is(err, context.Canceled) }},
		{name: "interrupted while the tab is made", at: 2, act: func(_ *sheetHarness, stop func()) { stop() }, want: func(err error) bool { return errors.Is(err, context.Canceled) }},
		{name: "a trial without an answer", fault: sheetstest.Fault{Trouble: sheetstest.UnavailableAfter, Method: layoutMethod}, at: 9, want: func(err error) bool { return err == nil }},
		{name: "making the tab has no answer", fault: sheetstest.Fault{Trouble: sheetstest.UnavailableAfter, Method: layoutMethod}, at: 2, want: func(err error) bool { return errors.Is(err, gsheets.ErrBusy) }},
		{name: "the removal has no answer", fault: sheetstest.Fault{Trouble: sheetstest.CutAfter, Method: layoutMethod}, at: 54, want: func(err error) bool { return err == nil }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := laidOut(t)
			before := h.all()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			calls, happened := 0, false
			if test.fault.Trouble != 0 {
				test.fault.Match = func(c sheetstest.Call) bool {
					happened = happened || calls+1 == test.at
					return calls+1 == test.at
				}
				h.server.Inject(test.fault)
			}
			h.server.BeforeApply(func(c sheetstest.Call) {
				if calls++; calls == test.at && test.act != nil {
					happened = true
					test.act(h, stop)
				}
			})
			_, err := probe(h, ctx)
			h.server.BeforeApply(nil)
			if !test.want(err) {
				t.Errorf("got error %v", err)
			}
			if !happened {
				t.Errorf("nothing went wrong in %d calls", calls)
			}
			if before != h.all() {
				t.Error("the scratch tab is left behind")
			}
		})
	}
}

func TestProbeThatCannotCleanUpSaysSo(t *testing.T) {
	h := laidOut(t)
	calls := 0
	h.server.BeforeApply(func(sheetstest.Call) {
		if calls++; calls == 20 {
			if err := h.unshare(); err != nil {
				t.Error(err)
			}
		}
	})
	_, err := probe(h, t.Context())
	left := (*gsheets.LeftoverError)(nil)
	if !errors.As(err, &left) || !errors.Is(err, workbook.ErrDenied) || !strings.HasPrefix(left.Title, "Biểu đang thử, sẽ tự xóa ") {
		t.Fatalf("got error %v", err)
	}
	if titles, err := h.server.Human(h.id).Tabs(); err != nil || !slices.Contains(titles, left.Title) {
		t.Errorf("tabs %q, %v", titles, err)
	}
}

// TestProbeWithoutTheRightToWrite makes no tab and leaves none.
func TestProbeWithoutTheRightToWrite(t *testing.T) {
	h := laidOut(t)
	if err := h.unshare(); err != nil {
		t.Fatal(err)
	}
	if err := h.server.Human(h.id).Share(sheetstest.DefaultAccount, "reader"); err != nil {
		t.Fatal(err)
	}
	found, err := probe(h, t.Context())
	left := (*gsheets.LeftoverError)(nil)
	if !errors.Is(err, workbook.ErrDenied) || errors.As(err, &left) || len(found) > 0 {
		t.Errorf("got %v and error %v", found, err)
	}
}

func TestFindingsHaveWords(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range everyTrial {
		for outcome, part := range map[gsheets.Outcome]string{gsheets.Holds: ".", gsheets.Differs: ". Thực tế khác: S. Khi đó: ", gsheets.Untried: ". Chưa thử được: S."} {
			text := gsheets.Finding{Code: code, Outcome: outcome, Saw: "S"}.Text()
			if len(text) < 20 || !strings.Contains(text, part) || seen[text] {
				t.Errorf("%s: %q", code, text)
			}
			seen[text] = true
		}
	}
}
