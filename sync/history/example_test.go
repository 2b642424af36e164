package history_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"bieu/sync/history"
)

// A run that writes one cell of a Biểu, from its beginning to its end.
func Example() {
	folder, err := os.MkdirTemp("", "history")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	ctx := context.Background()
	start := time.Date(2023, 9, 30, 10, 0, 0, 0, time.UTC)

	store, err := history.Open(ctx, filepath.Join(folder, "bieu.db"))
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	run, err := store.Begin(ctx, history.Run{Plan: "tho-xuong-2023", Period: "2023-09", Cause: "command", At: start})
	if err != nil {
		log.Fatal(err)
	}
	cell := history.Key{Tab: "Biểu 02", Row: "7", Column: "Đánh giá"}
	text := "Đạt chỉ tiêu KH"
	if err := store.Intend(ctx, run, []history.Written{{Key: cell, Text: text, Source: text}}); err != nil {
		log.Fatal(err)
	}
	// Here the workbook is written.
	end := history.End{At: start.Add(time.Second), Outcome: "done", Reads: 1, Writes: 1, Cells: 1, Settle: true}
	if err := store.Finish(ctx, run, end); err != nil {
		log.Fatal(err)
	}

	cells, err := store.Cells(ctx, "tho-xuong-2023")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(cells[0].Row, cells[0].Text, cells[0].Ours(text), cells[0].Ours("Không đạt"))
	// Output: 7 Đạt chỉ tiêu KH true false
}
