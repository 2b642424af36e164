package main

import (
	"encoding/json"
	"io"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"bieu/rules"
	"bieu/rules/language"
	"bieu/sync/engine"
	"bieu/sync/form"
)

// The JSON of sync and check. Names and shapes are kept stable.
type (
	runJSON struct {
		Run          string               `json:"run"`
		Plan         string               `json:"plan"`
		Period       string               `json:"period"`
		Rows         readJSON             `json:"rows"`
		Units        unitsJSON            `json:"units"`
		Statuses     map[rules.Status]int `json:"statuses"`
		Indicators   []indicatorJSON      `json:"indicators"`
		Tasks        []taskJSON           `json:"tasks"`
		Problems     []problemJSON        `json:"problems"`
		CellsWritten int                  `json:"cells_written"`
		Reads        int                  `json:"reads"`
		Writes       int                  `json:"writes"`
	}
	readJSON struct {
		Read     int `json:"read"`
		Expected int `json:"expected"`
	}
	unitsJSON struct {
		Reported int             `json:"reported"`
		Total    int             `json:"total"`
		States   []unitStateJSON `json:"states"`
	}
	unitStateJSON struct {
		Unit    string         `json:"unit"`
		State   rules.Standing `json:"state"`
		Have    int            `json:"have"`
		Want    int            `json:"want"`
		Missing []string       `json:"missing"`
		// Receipt is that for the period which the unit's tab names.
		Receipt *receiptJSON `json:"receipt"`
	}
	receiptJSON struct {
		Period string `json:"period"`
		At     string `json:"at"`
		Hash   string `json:"hash"`
		Late   bool   `json:"late"`
	}
	indicatorJSON struct {
		TT        string       `json:"tt"`
		Parts     []partJSON   `json:"parts"`
		Status    rules.Status `json:"status"`
		Words     string       `json:"words"`
		Why       string       `json:"why"`
		Questions []string     `json:"questions"`
		Office    *string      `json:"office,omitempty"`
		Differs   *bool        `json:"differs,omitempty"`
	}
	partJSON struct {
		Code   string       `json:"code"`
		Op     language.Op  `json:"op"`
		Low    string       `json:"low"`
		High   string       `json:"high"`
		Unit   string       `json:"unit"`
		Actual string       `json:"actual"`
		Status rules.Status `json:"status"`
		Why    string       `json:"why"`
	}
	taskJSON struct {
		TT       string `json:"tt"`
		Code     string `json:"code"`
		Unit     string `json:"unit"`
		Reported bool   `json:"reported"`
	}
	problemJSON struct {
		Cell string `json:"cell"`
		Code string `json:"code"`
		Text string `json:"text"`
	}
)

// toJSON puts an outcome into its JSON shape; withOffice adds what check alone
// knows.
func toJSON(o *engine.Outcome, withOffice bool) runJSON {
	j := runJSON{
		Plan: o.Plan, Period: o.Period.String(),
		Rows:         readJSON{o.RowsRead, o.RowsExpected},
		Units:        unitsJSON{o.Reported(), len(o.Units), unitStatesJSON(o)},
		Statuses:     map[rules.Status]int{},
		Indicators:   []indicatorJSON{},
		Tasks:        []taskJSON{},
		Problems:     problemsJSON(append(o.Problems, o.Questions...)),
		CellsWritten: o.Cells, Reads: o.Reads, Writes: o.Writes,
	}
	if o.Run > 0 {
		j.Run = strconv.FormatInt(o.Run, 10)
	}
	for _, st := range rules.Statuses {
		j.Statuses[st] = 0
	}
	for _, st := range o.Indicators {
		j.Statuses[st.Verdict.Status]++
		j.Indicators = append(j.Indicators, indicatorToJSON(st, withOffice))
	}
	for _, t := range o.Tasks {
		if t.Task.Owner != "" {
			j.Tasks = append(j.Tasks, taskJSON{TT: t.Task.TT, Code: t.Task.Code, Unit: t.Unit, Reported: t.Reported})
		}
	}
	return j
}

func unitStatesJSON(o *engine.Outcome) []unitStateJSON {
	list := []unitStateJSON{}
	for _, u := range o.Units {
		j := unitStateJSON{
			Unit: u.Unit.Name, State: u.Standing, Have: u.Have, Want: u.Want, Missing: append([]string{}, u.Missing...),
		}
		if r := u.Receipt; !r.At.IsZero() {
			j.Receipt = &receiptJSON{r.Period, r.At.In(o.At.Location()).Format(time.RFC3339), r.Hash, r.Late}
		}
		list = append(list, j)
	}
	return list
}

func indicatorToJSON(st engine.IndicatorState, withOffice bool) indicatorJSON {
	v := st.Verdict
	j := indicatorJSON{
		TT: st.Indicator.TT, Status: v.Status, Words: st.Words, Why: v.Why,
		Parts: []partJSON{}, Questions: append([]string{}, v.Questions...),
	}
	for i, p := range v.Parts {
		t := st.Targets[i].Target
		part := partJSON{
			Code: st.Indicator.Parts[i].Code, Op: t.Op, Low: decimalText(t.Low), High: decimalText(t.High),
			Unit: t.Unit, Actual: decimalText(p.Actual), Status: p.Status, Why: p.Why,
		}
		if part.Low == "" {
			part.Low = t.Words
		}
		if part.Actual == "" {
			part.Actual = p.ActualWords
		}
		j.Parts = append(j.Parts, part)
	}
	if withOffice {
		j.Office, j.Differs = &st.Office, &st.Differs
	}
	return j
}

func problemsJSON(problems []form.Problem) []problemJSON {
	list := []problemJSON{}
	for _, p := range problems {
		list = append(list, problemJSON{Cell: p.Cell(), Code: p.Code, Text: p.Text})
	}
	return list
}

// decimalText writes a number with a point and no grouping, "" when absent.
func decimalText(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}

// printJSON writes one JSON value on one line, Vietnamese letters as they are.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
