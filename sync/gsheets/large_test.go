package gsheets

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"bieu/sync/workbook"
)

func TestTabWithTooManyRowsGoesWithoutRowAnchors(t *testing.T) {
	var log strings.Builder
	b := &Book{
		bare: map[int64]bareness{}, told: map[string]bool{},
		log: slog.New(slog.NewTextHandler(&log, nil)),
	}
	large := &tab{id: 7, title: "Kế hoạch", rows: maxAnchors + 10, cols: 3, rowAnchors: map[int]int64{}, colAnchors: map[int]int64{}}
	var group []entry
	for row := range maxAnchors + 1 {
		large.cells = append(large.cells, []cell{{}, {}})
		group = append(group, entry{tab: 7, row: row, col: 1, value: workbook.TextCell("x")})
	}
	for range 2 {
		requests := b.anchors(context.Background(), large, group)
		if len(requests) != 2 {
			t.Errorf("%d anchors asked for, want those of the 2 columns", len(requests))
		}
	}
	if n := strings.Count(log.String(), "too many rows for anchors"); n != 1 {
		t.Errorf("the log was told %d times: %s", n, log.String())
	}
	// By position, where there is no anchor.
	p := &picture{tabs: []*tab{large}}
	if f := p.filter(group[5]); f.GridRange == nil || f.GridRange.StartRowIndex != 5 || f.DeveloperMetadataLookup != nil {
		t.Errorf("row 6 is addressed by %+v", f)
	}
	large.rowAnchors[5] = 31
	if f := p.filter(group[5]); f.GridRange != nil || f.DeveloperMetadataLookup.MetadataId != 31 {
		t.Errorf("a row with an anchor is addressed by %+v", f)
	}
}
