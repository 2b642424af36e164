package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"bieu/sync/example"
	"bieu/sync/gsheets"
	"bieu/sync/historytest"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// The proofs that need many rounds have a small form and, behind BIEU_FULL=1,
// a full one.
func rounds(small, full int) int {
	if os.Getenv("BIEU_FULL") == "1" {
		return full
	}
	return small
}

// bureau is the example's office: its workbook behind one driver, its history
// in one database, and the people who type into the workbook.
type bureau struct {
	t       *testing.T
	folder  string
	config  string // the settings file
	history string // the file or the address of the history
	id      string // of the spreadsheet, "" for a file
	server  *sheetstest.Server
	file    *officeFile
}

// the drivers and databases of which every pair is tried.
const (
	onFile, onSheets     = "xlsx", "gsheets"
	inSQLite, inPostgres = "SQLite", "Postgres"
)

// onEveryPair tells a story on each driver with each database; in the small form
// on each driver and each database once. Offices that it makes are alike.
func onEveryPair(t *testing.T, story func(t *testing.T, open func() *bureau, random *rand.Rand)) {
	for i, driver := range []string{onFile, onSheets} {
		for j, database := range []string{inSQLite, inPostgres} {
			if i == j && rounds(1, 0) == 1 {
				continue
			}
			t.Run(driver+" and "+database, func(t *testing.T) {
				t.Parallel()
				var server *historytest.Server
				if database == inPostgres {
					server = historytest.Start(t)
				}
				open := func() *bureau { return newBureau(t, driver, server) }
				story(t, open, rand.New(rand.NewPCG(uint64(i), uint64(j))))
			})
		}
	}
}

// newBureau makes an office with the example's workbook as units filled it in;
// the history lies on the server, if there is one.
func newBureau(t *testing.T, driver string, server *historytest.Server) *bureau {
	t.Helper()
	b := &bureau{t: t, folder: t.TempDir()}
	b.config, b.history = filepath.Join(b.folder, settingsFile), filepath.Join(b.folder, "bieu.db")
	place := "workbook: tho-xuong-2023.xlsx"
	if driver == onSheets {
		b.server = sheetstest.NewServer()
		t.Cleanup(b.server.Close)
		b.id = b.server.Create(sheetstest.Spreadsheet{Title: "Kế hoạch 2023", Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"})
		place = fmt.Sprintf("workbook:\n  google: %s\ncredentials: key.json\nendpoint: %s", b.id, b.server.URL)
		must(t, os.WriteFile(filepath.Join(b.folder, "key.json"), b.server.Key(), 0o600))
	}
	text := workbookSetting.ReplaceAllString(string(example.Settings()), place)
	text += "\nwebhook: {url: \"http://127.0.0.1:9/\", secret: \"env:PATH\"}\n" // a set instant holds letters back
	if server != nil {
		b.history = server.Fresh(t)
		text += "history: " + b.history + "\n"
	} else {
		text += "history: bieu.db\n"
	}
	must(t, os.WriteFile(b.config, []byte(text), 0o600))
	set, err := (&app{}).settings(b.config)
	must(t, err)
	if driver == onFile {
		b.file = &officeFile{t, set.WorkbookPath()}
		must(t, xlsx.Create(b.file.path, example.Layouts(set.form())))
		return b
	}
	book := b.book().(*gsheets.Book)
	defer book.Close()
	_, err = book.LayOut(t.Context(), example.Layouts(set.form()))
	must(t, err)
	return b
}

// book opens the workbook as the program does.
func (b *bureau) book() workbook.Workbook {
	b.t.Helper()
	set, err := (&app{}).settings(b.config)
	must(b.t, err)
	book, err := (&books{settings: set}).main(b.t.Context())
	must(b.t, err)
	return book
}

// run runs the program within the test.
func (b *bureau) run(args ...string) (stdout, stderr string, code int) {
	b.t.Helper()
	var out, complaints bytes.Buffer
	code = run(b.t.Context(), append(args, "--config", b.config), strings.NewReader(""), &out, &complaints)
	return out.String(), complaints.String(), code
}

// must runs the program, which has to end well.
func (b *bureau) must(args ...string) string {
	b.t.Helper()
	stdout, stderr, code := b.run(args...)
	if code != exitDone {
		b.t.Fatalf("bieu %q ended with %d:\n%s%s", args, code, stdout, stderr)
	}
	return stdout
}

// quiet checks that a run finds nothing left to write.
func (b *bureau) quiet(at time.Time) {
	b.t.Helper()
	var said runJSON
	must(b.t, json.Unmarshal([]byte(b.must(syncAt(at)...)), &said))
	if said.CellsWritten != 0 {
		b.t.Fatalf("a run after which nothing changed writes %d cells", said.CellsWritten)
	}
}

func syncAt(at time.Time) []string {
	return []string{"sync", "--json", "--at", at.Format(time.RFC3339)}
}

// typed is what a person puts into one cell.
type typed struct{ tab, at, text string }

func (e typed) String() string { return fmt.Sprintf("%q into %s!%s", e.text, e.tab, e.at) }

// types lets a person type into the workbook with another program.
func (b *bureau) types(e typed) {
	b.t.Helper()
	if b.server != nil {
		must(b.t, b.server.Human(b.id).Type("'"+e.tab+"'!"+e.at, e.text))
		return
	}
	kind := ""
	if strings.Trim(e.text, "0123456789") == "" {
		kind = "-number"
	}
	b.file.edit(func(f *excelize.File) error {
		if e.text == "" {
			return f.SetCellValue(e.tab, e.at, nil)
		}
		return typeIn(f, e.tab, e.at, kind, e.text)
	})
}

// people type at random into the cells that are theirs.
type people struct {
	random                    *rand.Rand
	figures, sentences, bieu2 []workbook.Address
}

// peopleOf finds the cells into which units and the office type.
func peopleOf(b *bureau, random *rand.Rand) *people {
	b.t.Helper()
	book := b.book()
	defer book.Close()
	base, err := book.Read(b.t.Context())
	must(b.t, err)
	p := &people{random: random}
	for _, g := range base.Grids {
		row, columns := headers(g)
		code, isUnit := columns["Mã"]
		figure, hasFigure := columns["Thực hiện"]
		for r := row + 1; r < g.Rows() && row >= 0; r++ {
			switch {
			case isUnit && hasFigure && g.At(r, code).Value != "":
				p.figures = append(p.figures, workbook.Address{Tab: g.Tab, Row: r, Col: figure})
				p.sentences = append(p.sentences, workbook.Address{Tab: g.Tab, Row: r, Col: columns["Kết quả"]})
			case g.Tab == "Biểu 02" && g.At(r, columns["TT"]).Value != "":
				p.bieu2 = append(p.bieu2, workbook.Address{Tab: g.Tab, Row: r, Col: columns["Kết quả"]})
			}
		}
	}
	if len(p.figures) < 20 || len(p.bieu2) < 10 {
		b.t.Fatalf("only %d cells of units and %d of the office", len(p.figures), len(p.bieu2))
	}
	return p
}

// headers finds the row of a tab in which Kết quả stands, and its columns.
func headers(g *workbook.Grid) (row int, columns map[string]int) {
	for r := range min(g.Rows(), 20) {
		columns = map[string]int{}
		for c := range g.Cols() {
			columns[g.At(r, c).Value] = c
		}
		if _, ok := columns["Kết quả"]; ok {
			return r, columns
		}
	}
	return -1, nil
}

// next is the next thing that somebody types.
func (p *people) next() typed {
	pick := func(cells []workbook.Address, text string) typed {
		at := cells[p.random.IntN(len(cells))]
		return typed{at.Tab, at.A1(), text}
	}
	number := p.random.IntN(900) + 1
	switch n := p.random.IntN(20); {
	case n < 8:
		return pick(p.figures, fmt.Sprint(number))
	case n < 10:
		return pick(p.figures, "")
	case n < 14:
		return pick(p.sentences, fmt.Sprintf("Thực hiện được %d/1000, đạt %d%% kế hoạch", number, number%100))
	case n < 15:
		return pick(p.sentences, "")
	case n < 18:
		return pick(p.bieu2, fmt.Sprintf("Văn phòng viết lại lần %d", number))
	}
	return pick(p.bieu2, "")
}

// stray are the files beside the settings that no one asked for.
func (b *bureau) stray() []string {
	b.t.Helper()
	entries, err := os.ReadDir(b.folder)
	must(b.t, err)
	var names []string
	for _, e := range entries {
		known := []string{settingsFile, "key.json", "tho-xuong-2023.xlsx", "bieu.db", "bieu.db-wal", "bieu.db-shm"}
		if !slices.Contains(known, e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}
