package sheetstest

import (
	"fmt"
	"strconv"
)

// option checks the valueInputOption, which every writing method needs.
func inputOption(value any) (string, *apiError) {
	option, _ := value.(string)
	if option == "" || option == "INPUT_VALUE_OPTION_UNSPECIFIED" {
		// The text is known from issues, not recorded.
		return "", invalid("'valueInputOption' is required but not specified")
	}
	return option, nil
}

func handleValuesUpdate(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	option, err := inputOption(r.query.Get("valueInputOption"))
	if err != nil {
		return nil, err
	}
	reference := r.path["range"]
	if inner, _ := r.body["range"].(string); inner != "" && inner != reference {
		// From issues, not recorded.
		return nil, invalid("Requested writing within range [%s], but the range in the body is [%s]", reference, inner)
	}
	t, at, err := s.find(reference)
	if err != nil {
		return nil, err
	}
	b, err := newBlock(t, at, r.body, option)
	if err != nil {
		return nil, err
	}
	rect, err := b.fit()
	if err != nil {
		return nil, err
	}
	if err := r.mayWrite(s, b, rect); err != nil {
		return nil, err
	}
	w := s.write(b, rect, r.now.Year())
	r.touch(s)
	out := s.reply(w)
	if yes(r.query.Get("includeValuesInResponse")) {
		out["updatedData"] = s.readValues(t, rect, r.look("response"))
	}
	return out, nil
}

// handleValuesBatchUpdate writes all ranges or none: that a bad range refuses the
// whole call follows from the documented atomicity, no recording shows it.
func handleValuesBatchUpdate(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	option, err := inputOption(r.body["valueInputOption"])
	if err != nil {
		return nil, err
	}
	data, _ := r.body["data"].([]any)
	var blocks []block
	var rects []span
	for i, item := range data {
		valueRange := item.(map[string]any)
		b, rect, err := r.prepare(s, valueRange, option)
		if err != nil {
			return nil, err.in(fmt.Sprintf("data[%d]", i))
		}
		blocks, rects = append(blocks, b), append(rects, rect)
	}
	var all []written
	for i, b := range blocks {
		all = append(all, s.write(b, rects[i], r.now.Year()))
	}
	out := totals(s.id, all)
	var replies []any
	for _, w := range all {
		reply := s.reply(w)
		if truthy(r.body["includeValuesInResponse"]) {
			reply["updatedData"] = s.readValues(w.tab, w.at, lookIn(r.body, "response"))
		}
		replies = append(replies, reply)
	}
	if len(replies) > 0 {
		out["responses"] = replies
		r.touch(s)
	}
	return out, nil
}

// prepare resolves and checks one ValueRange before anything is written.
func (r *request) prepare(s *spreadsheet, valueRange map[string]any, option string) (block, span, *apiError) {
	reference, _ := valueRange["range"].(string)
	t, at, err := s.find(reference)
	if err != nil {
		return block{}, span{}, err
	}
	b, err := newBlock(t, at, valueRange, option)
	if err != nil {
		return block{}, span{}, err
	}
	rect, err := b.fit()
	if err == nil {
		err = r.mayWrite(s, b, rect)
	}
	return b, rect, err
}

// totals sums up several blocks: rows and columns count once, however many
// blocks touch them (recorded).
func totals(id string, all []written) map[string]any {
	type place struct{ tab, n int }
	rows, columns, tabs := map[place]bool{}, map[place]bool{}, map[int]bool{}
	cells := 0
	for _, w := range all {
		for n := range w.rows {
			rows[place{w.tab.id, n}] = true
		}
		for n := range w.columns {
			columns[place{w.tab.id, n}] = true
		}
		if w.cells > 0 {
			tabs[w.tab.id] = true
		}
		cells += w.cells
	}
	out := map[string]any{"spreadsheetId": id}
	count(out, "totalUpdatedRows", len(rows))
	count(out, "totalUpdatedColumns", len(columns))
	count(out, "totalUpdatedCells", cells)
	count(out, "totalUpdatedSheets", len(tabs))
	return out
}

func yes(value string) bool {
	b, err := strconv.ParseBool(value)
	return err == nil && b
}

func truthy(value any) bool { b, _ := value.(bool); return b }
