package xlsx

import (
	"strconv"

	"bieu/sync/workbook"
)

// cellWriter writes c elements for one sheet part.
type cellWriter struct {
	prefix   string // of element names: "" or "x:"
	formats  *formats
	date1904 bool
}

// cell appends one cell. The value must be in its Normal form; text becomes an
// inline string, so that the table of shared strings stays as it is.
func (w *cellWriter) cell(out []byte, row, col, style int, value workbook.Cell) []byte {
	out = append(out, '<')
	out = append(out, w.prefix...)
	out = append(out, `c r="`...)
	out = append(out, workbook.ColumnName(col)...)
	out = strconv.AppendInt(out, int64(row)+1, 10)
	out = append(out, '"')
	if style != 0 {
		out = append(out, ` s="`...)
		out = strconv.AppendInt(out, int64(style), 10)
		out = append(out, '"')
	}
	switch value.Kind {
	case workbook.Blank:
		return append(out, "/>"...)
	case workbook.Text:
		out = append(out, ` t="inlineStr">`...)
		out = w.tag(out, "is", "")
		out = w.tag(out, "t", ` xml:space="preserve"`)
		out = appendText(out, value.Value)
		out = w.end(out, "t")
		out = w.end(out, "is")
	case workbook.Number:
		out = w.value(out, "", value.Value)
	case workbook.Bool:
		stored := "0"
		if value.Value == "TRUE" {
			stored = "1"
		}
		out = w.value(out, ` t="b"`, stored)
	case workbook.Error:
		out = w.value(out, ` t="e"`, value.Value)
	case workbook.Date:
		serial, err := serialOf(value.Value, w.date1904)
		if err != nil || needsISO(value, w.formats.code(style)) {
			out = w.value(out, ` t="d"`, value.Value)
		} else {
			out = w.value(out, "", serial)
		}
	}
	return w.end(out, "c")
}

func (w *cellWriter) value(out []byte, attrs, stored string) []byte {
	out = append(out, attrs...)
	out = append(out, '>')
	out = w.tag(out, "v", "")
	out = appendText(out, stored)
	return w.end(out, "v")
}

func (w *cellWriter) tag(out []byte, name, attrs string) []byte {
	out = append(out, '<')
	out = append(out, w.prefix...)
	out = append(out, name...)
	out = append(out, attrs...)
	return append(out, '>')
}

func (w *cellWriter) end(out []byte, name string) []byte {
	out = append(out, "</"...)
	out = append(out, w.prefix...)
	out = append(out, name...)
	return append(out, '>')
}
