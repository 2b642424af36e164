package form

import (
	"strings"
	"time"
	"unicode"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// readFigure reads a cell in which a figure belongs. The reading's zero value
// is a blank cell; problem is nil when there is nothing to say.
func readFigure(at workbook.Address, cell workbook.Cell, known language.Known) (language.CellReading, *Problem) {
	switch cell.Kind {
	case workbook.Blank:
		if cell.Formula {
			p := problemNoStoredValue(at)
			return language.CellReading{Text: "=", Action: language.ActionReject, Why: p.Text}, &p
		}
		return language.CellReading{}, nil
	case workbook.Number:
		return readNumber(at, cell, known)
	case workbook.Date:
		p := problemDateFigure(at, cell.Value)
		return language.CellReading{Text: dayWords(cell.Value), Action: language.ActionAsk, Why: p.Text}, &p
	case workbook.Error, workbook.Bool:
		p := problemErrorCell(at, cell)
		return language.CellReading{Text: cell.Value, Action: language.ActionReject, Why: p.Text}, &p
	}
	r := language.ReadCell(cell.Value, known)
	if r.Action == language.ActionAccept && known.Plan.Valid && onlyWords(r) {
		p := problemNoFigure(at, cell.Value, "")
		r.Action = language.ActionReject
		return r, &p
	}
	switch r.Action {
	case language.ActionAccept:
		return r, nil
	case language.ActionNote, language.ActionWarn:
		p := Problem{At: at, Code: "figure_" + string(r.Action), Text: r.Why, Level: Note}
		return r, &p
	case language.ActionAsk:
		p := Problem{At: at, Code: "figure_ask", Text: r.Why, Level: Ask}
		return r, &p
	}
	p := problemNoFigure(at, cell.Value, r.Why)
	return r, &p
}

// onlyWords reports whether a text holds neither a figure nor an answer that
// stands for one, such as "Không phát sinh".
func onlyWords(r language.CellReading) bool {
	return r.Value == "" && strings.ContainsFunc(r.Text, unicode.IsLetter) &&
		language.ReadResult(r.Text, language.Known{}).Answer == ""
}

// readNumber reads a cell that the spreadsheet itself holds as a number. A
// cell in percent format shows 58,5% and stores 0,585.
func readNumber(at workbook.Address, cell workbook.Cell, known language.Known) (language.CellReading, *Problem) {
	d, err := decimal.NewFromString(cell.Value)
	if err != nil {
		p := problemNoFigure(at, cell.Value, "")
		return language.CellReading{Text: cell.Value, Action: language.ActionReject, Why: p.Text}, &p
	}
	r := language.CellReading{Text: shownNumber(cell), Action: language.ActionAccept}
	var problem *Problem
	if strings.Contains(cell.Format, "%") {
		d = d.Shift(2)
		r.Unit = "%"
		p := problemPercentFormat(at, cell.Value, d, known.Unit)
		r.Action, r.Why = language.ActionNote, p.Text
		if p.Level == Ask {
			r.Action = language.ActionAsk
		}
		problem = &p
	}
	r.Value, r.Number = d.String(), decimal.NewNullDecimal(d)
	return r, problem
}

// readSentence reads a cell in which people write in words.
func readSentence(at workbook.Address, cell workbook.Cell) (string, *Problem) {
	switch cell.Kind {
	case workbook.Blank:
		if cell.Formula {
			p := problemNoStoredValue(at)
			return "", &p
		}
		return "", nil
	case workbook.Text:
		return cell.Value, nil
	case workbook.Number:
		return shownNumber(cell), nil
	case workbook.Date:
		p := problemDateSentence(at, cell.Value)
		return "", &p
	}
	p := problemErrorCell(at, cell)
	return "", &p
}

// shownNumber writes a number cell in house style, as people see it.
func shownNumber(cell workbook.Cell) string {
	d, err := decimal.NewFromString(cell.Value)
	if err != nil {
		return cell.Value
	}
	if strings.Contains(cell.Format, "%") {
		return language.FormatUnit(d.Shift(2), "%")
	}
	return language.Format(d)
}

// plainText returns what a cell says where a code, a name or a word belongs.
func plainText(cell workbook.Cell) string {
	switch cell.Kind {
	case workbook.Text:
		return strings.TrimSpace(cell.Value)
	case workbook.Number:
		return cell.Value
	}
	return ""
}

// readDay reads a cell that holds a day: a date cell, or text d/m/yyyy.
func readDay(cell workbook.Cell, loc *time.Location) (time.Time, bool) {
	text := strings.TrimSpace(cell.Value)
	layouts := []string{"2006-01-02", "2/1/2006", "2-1-2006", "2.1.2006"}
	if cell.Kind == workbook.Date && len(text) > len("2006-01-02") {
		text = text[:len("2006-01-02")]
	}
	for _, layout := range layouts {
		if day, err := time.ParseInLocation(layout, text, loc); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}
