package xlsx

import (
	"fmt"
	"strings"

	"bieu/sync/workbook"
)

const maxTitle = 31

// checkTitles refuses new titles that Excel would refuse: titles do not tell
// capital from small letters, and are short.
func checkTitles(existing []string, tabs []workbook.Layout) error {
	taken := make(map[string]bool, len(existing)+len(tabs))
	for _, title := range existing {
		taken[strings.ToLower(title)] = true
	}
	for _, tab := range tabs {
		title := tab.Title
		switch {
		case title == "" || utf16Len(title) > maxTitle:
			return fmt.Errorf("%w: %q must have 1 to %d characters", workbook.ErrTitle, title, maxTitle)
		case strings.ContainsAny(title, `:\/?*[]`):
			return fmt.Errorf(`%w: %q holds one of : \ / ? * [ ]`, workbook.ErrTitle, title)
		case strings.HasPrefix(title, "'") || strings.HasSuffix(title, "'"):
			return fmt.Errorf("%w: %q begins or ends with an apostrophe", workbook.ErrTitle, title)
		case strings.EqualFold(title, "history"):
			return fmt.Errorf("%w: %q is kept by Excel for itself", workbook.ErrTitle, title)
		case taken[strings.ToLower(title)]:
			return fmt.Errorf("add %q: %w", title, workbook.ErrTabExists)
		}
		taken[strings.ToLower(title)] = true
	}
	return nil
}

// quoteTitle writes a title as formulas name it.
func quoteTitle(title string) string {
	return "'" + strings.ReplaceAll(title, "'", "''") + "'"
}
