package gsheets_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

const (
	getMethod    = "sheets.spreadsheets.get"
	layoutMethod = "sheets.spreadsheets.batchUpdate"
	valuesMethod = "sheets.spreadsheets.values.batchUpdateByDataFilter"
)

var troubles = map[string]sheetstest.Trouble{
	"429": sheetstest.Quota429, "500 as a page": sheetstest.InternalPage, "500": sheetstest.InternalJSON,
	"502": sheetstest.BadGateway, "503 before": sheetstest.UnavailableBefore, "503 after": sheetstest.UnavailableAfter,
	"no answer before": sheetstest.TimeoutBefore, "no answer after": sheetstest.TimeoutAfter,
	"cut before": sheetstest.CutBefore, "cut after": sheetstest.CutAfter,
	"slow": sheetstest.SlowBody, "half an answer": sheetstest.TruncatedJSON,
}

// applied are the troubles that come after the write was applied: it must not
// be made again.
var applied = map[string]bool{
	"503 after": true, "no answer after": true, "cut after": true, "half an answer": true, "slow": true,
}

// impatient is a harness in a bubble of time, whose calls may take no longer
// than a moment.
func impatient(t *testing.T, network *http.Transport, server *sheetstest.Server, key string) *sheetHarness {
	return laidOutOn(t, server, signInWith(t, server, key, func(s *gsheets.Settings) {
		s.Clock, s.Transport, s.Timeout = nil, network, 2*time.Second
	}))
}

func (h *sheetHarness) fault(trouble sheetstest.Trouble, method string) {
	h.server.Inject(sheetstest.Fault{
		Trouble: trouble, Method: method, Delay: 3 * time.Second,
		Match: func(c sheetstest.Call) bool { return c.User == sheetstest.DefaultAccount },
	})
}

func TestEachTroubleIsOvercome(t *testing.T) {
	server := newServer(t)
	key := keyFile(t, server)
	for name, trouble := range troubles {
		for _, method := range []string{getMethod, valuesMethod, layoutMethod} {
			t.Run(fmt.Sprintf("%s on %s", name, method), func(t *testing.T) {
				inBubble(t, server, func(t *testing.T, network *http.Transport) {
					overcome(t, impatient(t, network, server, key), name, trouble, method)
				})
			})
		}
	}
}

func overcome(t *testing.T, h *sheetHarness, name string, trouble sheetstest.Trouble, method string) {
	if method == getMethod {
		h.fault(trouble, method)
	}
	book := open(t, h.account, h.id)
	edit := statuses(read(t, book))
	edit.Tabs = []workbook.Layout{{Title: "Công an", Rows: unitTab().Rows}}
	if method != getMethod {
		h.fault(trouble, method)
	}
	if err := book.Write(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	rows := h.texts()
	if got := rows[4][3:5]; len(got) != 2 || got[0] != "Đạt 13.2" || got[1] != "Đã xem 13.2" {
		t.Errorf("row 5 is %q", rows[4])
	}
	want := []string{"Trạm y tế", "Công an"}
	if diff := cmp.Diff(want, read(t, book).Titles); diff != "" {
		t.Errorf("tabs (-want +got):\n%s", diff)
	}
	writes := h.server.Counts().Methods
	allowed := map[string]int{layoutMethod: 1, valuesMethod: 1}
	if method != getMethod && !applied[name] {
		allowed[method] = 2
	}
	for _, m := range []string{layoutMethod, valuesMethod} {
		if writes[m] != allowed[m] {
			t.Errorf("%d calls of %s, want %d", writes[m], m, allowed[m])
		}
	}
}

func TestTroubleThatStaysIsTold(t *testing.T) {
	tests := []struct {
		name    string
		trouble sheetstest.Trouble
		method  string
		want    error
	}{
		{"quota of reads", sheetstest.Quota429, getMethod, gsheets.ErrQuota},
		{"quota of writes", sheetstest.Quota429, valuesMethod, gsheets.ErrQuota},
		{"reading", sheetstest.InternalPage, getMethod, gsheets.ErrBusy},
		{"writing", sheetstest.UnavailableBefore, valuesMethod, gsheets.ErrBusy},
	}
	server := newServer(t)
	account := signIn(t, server, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := laidOutOn(t, server, account)
			before := h.texts()
			book := open(t, h.account, h.id)
			base := read(t, book)
			h.server.Inject(sheetstest.Fault{Trouble: test.trouble, Method: test.method, Times: -1})
			var err error
			if test.method == getMethod {
				_, err = book.Read(t.Context())
			} else {
				err = book.Write(t.Context(), statuses(base))
			}
			if !errors.Is(err, test.want) {
				t.Errorf("got error %v, want %v", err, test.want)
			}
			if _, ok := gsheets.Words(err); !ok {
				t.Errorf("no words for %v", err)
			}
			if calls := h.server.Counts().Methods[test.method]; calls < 3 || calls > 12 {
				t.Errorf("%d calls before giving up", calls)
			}
			h.server.ClearFaults()
			if diff := cmp.Diff(before, h.texts()); diff != "" {
				t.Errorf("the tab changed (-want +got):\n%s", diff)
			}
		})
	}
}
