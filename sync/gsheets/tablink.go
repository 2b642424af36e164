package gsheets

import "fmt"

// TabLink returns the address under which people open a tab in a browser; the
// spreadsheet's own where the tab was not read yet.
func (b *Book) TabLink(title string) string {
	link := "https://docs.google.com/spreadsheets/d/" + b.id + "/edit"
	if b.last == nil {
		return link
	}
	if t := b.last.byTitle(title); t != nil {
		link += fmt.Sprintf("#gid=%d", t.id)
	}
	return link
}
