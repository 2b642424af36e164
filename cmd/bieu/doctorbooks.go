package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/gsheets"
	"bieu/sync/workbook"
)

// visit is one workbook that doctor looked into.
type visit struct {
	whose    string // as people know it
	units    []form.Unit
	book     workbook.Workbook
	snapshot *workbook.Snapshot
	err      error
}

// workbooks checks every workbook of the plan, and the tabs and headers in
// them. Each is read once.
func (c *checkup) workbooks(ctx context.Context, b *books) {
	main := &visit{whose: "Bảng tính chính"}
	c.look(ctx, b, main, c.set.place(), func() (workbook.Workbook, error) { return b.main(ctx) })
	if main.err != nil {
		return
	}
	defer main.book.Close()
	if main.snapshot.Grid(c.set.Tabs.Plan) == nil && main.snapshot.Grid(c.set.Tabs.Units) == nil {
		c.bad("Trang: chưa có trang %s, %s. Đề nghị dựng bằng “bieu init”, hoặc khai tên đang dùng ở mục tabs của bieu.yaml.",
			c.set.Tabs.Plan, c.set.Tabs.Units)
		return
	}
	others := c.others(ctx, b, main)
	e := &engine.Engine{
		Plan: c.set.plan(main.book), Main: remembered{main.snapshot}, Calendar: c.set.Calendar, Form: c.set.form(), Log: b.log,
		Open: func(_ context.Context, file string) (workbook.Workbook, error) {
			v := others[file]
			if v.err != nil {
				return nil, v.err
			}
			return remembered{v.snapshot}, nil
		},
	}
	o, err := e.Check(ctx, options(c.a.now(), "doctor", false))
	var plan *engine.PlanError
	switch {
	case errors.As(err, &plan):
		c.problems(plan.Problems)
	case err != nil:
		c.bad("Bảng tính: %s", trouble(err))
	default:
		tabs, headers := c.problems(o.Problems)
		if tabs == 0 {
			c.fine("Trang: có đủ %s, %s và %d trang đơn vị", c.set.Tabs.Plan, c.set.Tabs.Units, len(o.Units))
		}
		if headers == 0 {
			c.fine("Tiêu đề và mã dòng: đọc được ở mọi trang đang có")
		}
	}
	for _, v := range append([]*visit{main}, inOrder(others)...) {
		if sheet, ok := v.book.(*gsheets.Book); ok {
			c.protection(ctx, v, sheet)
		}
	}
}

// others looks into the workbooks that the column Tệp names.
func (c *checkup) others(ctx context.Context, b *books, main *visit) map[string]*visit {
	visits := map[string]*visit{}
	g := main.snapshot.Grid(c.set.Tabs.Units)
	if g == nil {
		return visits
	}
	units, _ := form.ReadUnits(g, c.set.form())
	for _, u := range units {
		switch v := visits[u.File]; {
		case u.File == "":
			main.units = append(main.units, u)
		case v != nil:
			v.units = append(v.units, u)
		default:
			v = &visit{whose: "Bảng tính của " + u.Name, units: []form.Unit{u}}
			visits[u.File] = v
			c.look(ctx, b, v, u.File, func() (workbook.Workbook, error) { return b.unit(ctx, u.File) })
		}
	}
	return visits
}

// inOrder sorts visits by the cells that name them.
func inOrder(visits map[string]*visit) []*visit {
	var list []*visit
	for _, v := range visits {
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b *visit) int { return a.units[0].At.Row - b.units[0].At.Row })
	return list
}

// look opens and reads a workbook and tells whether it may be written.
func (c *checkup) look(ctx context.Context, b *books, v *visit, place string, open func() (workbook.Workbook, error)) {
	if v.book, v.err = open(); v.err == nil {
		v.snapshot, v.err = v.book.Read(ctx)
	}
	if v.err != nil {
		c.bad("%s: %s", v.whose, trouble(v.err))
		return
	}
	sheet, ok := v.book.(*gsheets.Book)
	if !ok {
		c.file(v, place)
		return
	}
	info, _ := sheet.Info()
	if err := sheet.CheckWritable(ctx); err != nil {
		c.bad("%s: đọc được, chưa ghi được: %s", v.whose, trouble(err))
	} else {
		c.fine("%s: đọc và ghi được “%s”", v.whose, info.Title)
	}
	texts := map[string]string{}
	for _, w := range sheet.Warnings() {
		texts[w.Code] = w.Text()
	}
	c.either(texts[gsheets.WarnLocale], v.whose, "ngôn ngữ "+info.Locale+", số thập phân viết bằng dấu phẩy")
	c.either(texts[gsheets.WarnTimeZone], v.whose, "múi giờ "+info.TimeZone)
}

// either tells a warning, or that all is well.
func (c *checkup) either(warning, whose, well string) {
	if warning != "" {
		c.bad("%s: %s", whose, warning)
		return
	}
	c.fine("%s: %s", whose, well)
}

// file tells whether a local workbook may be written.
func (c *checkup) file(v *visit, place string) {
	if v.whose != "Bảng tính chính" {
		place = beside(c.set.WorkbookPath(), place)
	}
	f, err := os.OpenFile(place, os.O_RDWR, 0)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		c.bad("%s: đọc được, chưa ghi được: %s", v.whose, trouble(&fileError{place, err}))
		return
	}
	c.fine("%s: đọc và ghi được tệp %s", v.whose, place)
}

// problems tells what keeps tabs from being read: those that are missing, and
// those whose headers or codes cannot be used. Workbooks were told before.
func (c *checkup) problems(list []form.Problem) (tabs, headers int) {
	for _, p := range list {
		switch {
		case p.Level != form.StopTab || p.Code == "file_unread":
			continue
		case p.Code == "no_tab":
			tabs++
		default:
			headers++
		}
		c.bad("%s: %s", p.Cell(), p.Text)
	}
	return tabs, headers
}

// protection tells whether people are kept from typing over the worker's
// columns by accident.
func (c *checkup) protection(ctx context.Context, v *visit, sheet *gsheets.Book) {
	areas, err := sheet.Protections(ctx)
	if err != nil {
		c.bad("%s: %s", v.whose, trouble(err))
		return
	}
	var bare, closed, shut, warned []string
	for _, u := range v.units {
		g := v.snapshot.Grid(u.Tab)
		if g == nil {
			continue
		}
		covered, strict, ours := protected(g, c.set.form(), areas)
		switch {
		case !ours:
			shut = append(shut, u.Tab)
		case !covered:
			bare = append(bare, u.Tab)
		case strict:
			closed = append(closed, u.Tab)
		case c.set.Google.Strict:
			warned = append(warned, u.Tab)
		}
	}
	if len(shut) > 0 {
		c.bad("%s: trang %s có vùng bảo vệ không cho tài khoản dịch vụ ghi. Đề nghị mở Dữ liệu › Bảo vệ trang tính và dải ô, "+
			"thêm tài khoản này vào danh sách được sửa.", v.whose, strings.Join(shut, ", "))
	}
	if len(bare) > 0 {
		c.bad("%s: trang %s có cột do máy ghi chưa được bảo vệ, dễ bị gõ nhầm. Đề nghị mở Dữ liệu › Bảo vệ trang tính và dải ô, "+
			"chọn các cột nền xám, đặt “Hiện cảnh báo khi chỉnh sửa”.", v.whose, strings.Join(bare, ", "))
	}
	if len(closed) > 0 {
		c.fine("%s: các cột do máy ghi được bảo vệ chặt. Lưu ý: cán bộ không sắp xếp, không chèn dòng được ở trang %s; "+
			"muốn cho phép, đổi vùng bảo vệ thành chỉ cảnh báo.", v.whose, strings.Join(closed, ", "))
	}
	if len(warned) > 0 {
		c.bad("%s: bieu.yaml ghi protection: strict nhưng trang %s được dựng với bảo vệ bằng cảnh báo nên bảo vệ chặt chưa có hiệu lực ở đó. "+
			"Đề nghị mở Dữ liệu › Bảo vệ trang tính và dải ô, đặt các vùng của máy thành chỉ tài khoản dịch vụ được sửa; hoặc ghi lại protection: warn.",
			v.whose, strings.Join(warned, ", "))
	}
	if len(shut)+len(bare)+len(closed)+len(warned) == 0 {
		c.fine("%s: các cột do máy ghi được bảo vệ bằng cảnh báo, cán bộ vẫn sắp xếp và chèn dòng được", v.whose)
	}
}

// protected says of a unit's tab whether every cell of the worker's columns is
// in a protected area, whether one of them is closed to people, and whether the
// account may write in all of them.
func protected(g *workbook.Grid, set form.Settings, areas []gsheets.Protection) (covered, strict, ours bool) {
	header, cols := form.WorkerColumns(g, set)
	covered, ours = true, true
	for row := header + 1; row < g.Rows(); row++ {
		for _, col := range cols {
			in := false
			for _, p := range areas {
				if p.Tab == g.Tab && p.Area.Has(row, col) {
					in, strict, ours = true, strict || !p.WarningOnly, ours && p.Ours
				}
			}
			covered = covered && in
		}
	}
	return covered, strict, ours
}

// remembered is a workbook as it was read a moment ago.
type remembered struct{ snapshot *workbook.Snapshot }

func (r remembered) Read(context.Context, ...workbook.Range) (*workbook.Snapshot, error) {
	return r.snapshot, nil
}

func (remembered) Write(context.Context, workbook.Edit) error {
	return &workbook.OpError{Op: "write", Ref: "snapshot", Err: workbook.ErrDenied}
}

func (remembered) Close() error { return nil }
