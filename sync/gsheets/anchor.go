package gsheets

import (
	sheets "google.golang.org/api/sheets/v4"
)

// An anchor is a piece of metadata on one row or one column, which the service
// keeps with it when people insert, delete, sort and move. Its id alone is
// used, between one read and the write after it, so that neither the row's Mã
// nor the spreadsheet's id stands in it: a copied file brings its anchors
// along, and there they hold the rows of the copy. A short key leaves room for
// some thousands of rows.
const (
	anchorKey        = "bieu"
	anchorVisibility = "PROJECT"
	// maxAnchors is how many anchors a tab takes: the service keeps 30,000
	// characters of keys and values for each. A part is left to others.
	maxAnchors = 28_000 / len(anchorKey)
)

// bareness is what of a tab goes without anchors.
type bareness uint8

const (
	bareNone bareness = iota
	bareRows          // more rows than the service keeps anchors for
	bareAll           // the service takes none
)

// anchorOf finds the anchor among the metadata of a row or column. Of several
// the lowest counts, so that every look finds the same one.
func anchorOf(all []*sheets.DeveloperMetadata) (int64, bool) {
	var found int64
	for _, m := range all {
		if m.MetadataKey == anchorKey && m.MetadataId != 0 && (found == 0 || m.MetadataId < found) {
			found = m.MetadataId
		}
	}
	return found, found != 0
}

// The dimensions of a tab as the service names them.
const (
	rowsDimension    = "ROWS"
	columnsDimension = "COLUMNS"
)

// layAnchor asks for an anchor on a row or column.
func layAnchor(tab int64, dimension string, index int) *sheets.Request {
	return &sheets.Request{CreateDeveloperMetadata: &sheets.CreateDeveloperMetadataRequest{
		DeveloperMetadata: &sheets.DeveloperMetadata{
			MetadataKey: anchorKey,
			Visibility:  anchorVisibility,
			Location:    &sheets.DeveloperMetadataLocation{DimensionRange: dimensionRange(tab, dimension, index, index+1)},
		},
	}}
}

func dimensionRange(tab int64, dimension string, from, to int) *sheets.DimensionRange {
	return &sheets.DimensionRange{
		SheetId: tab, Dimension: dimension, StartIndex: int64(from), EndIndex: int64(to),
		ForceSendFields: []string{"SheetId", "StartIndex"},
	}
}

// throughAnchor selects a row by its anchor, wherever the row is when the
// write is applied.
func throughAnchor(id int64) *sheets.DataFilter {
	return &sheets.DataFilter{DeveloperMetadataLookup: &sheets.DeveloperMetadataLookup{MetadataId: id}}
}

// byPosition selects a row that has no anchor.
func byPosition(tab int64, row int) *sheets.DataFilter {
	return &sheets.DataFilter{GridRange: &sheets.GridRange{
		SheetId: tab, StartRowIndex: int64(row), EndRowIndex: int64(row) + 1,
		ForceSendFields: []string{"SheetId", "StartRowIndex"},
	}}
}
