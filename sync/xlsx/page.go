package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"bieu/sync/workbook"
)

// page sets up how a tab is printed.
func (d *drawing) page(t workbook.Layout) error {
	size, wide, high, orientation := paperA4, 1, 0, "portrait"
	if t.Print.Landscape {
		orientation = "landscape"
	}
	fit := true
	if err := d.SetSheetProps(t.Title, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	layout := excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}
	if t.Print.PageNumbers {
		// Otherwise the pages of a whole workbook are counted through.
		first := uint(1)
		layout.FirstPageNumber = &first
	}
	if err := d.SetPageLayout(t.Title, &layout); err != nil {
		return err
	}
	if err := d.margins(t); err != nil {
		return err
	}
	if t.Print.PageNumbers {
		err := d.SetHeaderFooter(t.Title, &excelize.HeaderFooterOptions{DifferentFirst: true, OddHeader: pageNumber})
		if err != nil {
			return err
		}
	}
	return d.printNames(t)
}

func (d *drawing) margins(t workbook.Layout) error {
	var m excelize.PageLayoutMarginsOptions
	set := false
	for _, side := range []struct {
		millimetres float64
		to          **float64
	}{
		{t.Print.Top, &m.Top}, {t.Print.Bottom, &m.Bottom}, {t.Print.Left, &m.Left}, {t.Print.Right, &m.Right},
	} {
		if side.millimetres > 0 {
			inches := side.millimetres / millimetresInInch
			*side.to = &inches
			set = true
		}
	}
	if !set {
		return nil
	}
	// The page number stands in the middle of the margin above the text.
	if m.Top != nil {
		half := *m.Top / 2
		m.Header = &half
	}
	if m.Bottom != nil {
		half := *m.Bottom / 2
		m.Footer = &half
	}
	return d.SetPageMargins(t.Title, &m)
}

// printNames sets the rows repeated on each page and the printed area, which
// the format keeps as names that belong to the tab.
func (d *drawing) printNames(t workbook.Layout) error {
	tab := quoteTitle(t.Title)
	if p := t.Print; p.RepeatBottom > p.RepeatTop {
		err := d.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", Scope: t.Title,
			RefersTo: fmt.Sprintf("%s!$%d:$%d", tab, p.RepeatTop+1, p.RepeatBottom),
		})
		if err != nil {
			return err
		}
	}
	if a := t.Print.Area; !a.Empty() {
		return d.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Area", Scope: t.Title,
			RefersTo: fmt.Sprintf("%s!$%s$%d:$%s$%d", tab,
				workbook.ColumnName(a.Left), a.Top+1, workbook.ColumnName(a.Right-1), a.Bottom),
		})
	}
	return nil
}
