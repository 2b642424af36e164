package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/xlsx"
)

// rebuildFlags are the options of rebuild.
type rebuildFlags struct {
	config, period, out string
	closing             int
	asJSON              bool
}

func (a *app) rebuildCommand() *cobra.Command {
	var f rebuildFlags
	c := &cobra.Command{
		Use:   "rebuild --period KỲ [--closing LẦN] [--out THƯ-MỤC] [--json] [--config TỆP]",
		Short: "Dựng lại tệp Biểu của kỳ đã chốt từ lịch sử và kiểm chứng",
		Long: `Dựng lại tệp bieu-KỲ.xlsx của một kỳ đã chốt chỉ từ lịch sử: không cần bảng tính, không cần mạng, không cần khóa.
Kỳ được chốt lại sau khi mở lại thì dựng bản chốt cuối cùng; --closing 1 dựng bản chốt lần 1, và tệp mang tên bieu-KỲ-lan-1.xlsx.
Tệp giống hệt từng byte ở mọi lần dựng; mã SHA-256 được đối chiếu với mã lưu lúc chốt.
Đồng thời đối chiếu từng dòng lịch sử của kỳ với lúc chốt và nêu dòng nào khác.
Có bất kỳ điểm nào khác thì kết thúc với mã 1. Không ghi đè tệp đã có, trừ khi giống hệt.`,
		Example: `  bieu rebuild --period 2023-09
  bieu rebuild --period 2023-09 --closing 1
  bieu rebuild --period 2023 --out luu-tru`,
		Args: args(0, 0, "lệnh rebuild không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error { return a.rebuild(c, f) },
	}
	periodFlag(c, &f.period)
	c.Flags().IntVar(&f.closing, "closing", 0, "bản chốt của `LẦN` này, tính từ 1 (mặc định: lần cuối)")
	c.Flags().StringVar(&f.out, "out", ".", "`THƯ-MỤC` để ghi tệp, chưa có thì tạo")
	c.Flags().BoolVar(&f.asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&f.config, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

func (a *app) rebuild(c *cobra.Command, f rebuildFlags) error {
	period, err := periodOf(c, f.period)
	if err != nil {
		return err
	}
	if c.Flags().Changed("closing") && f.closing < 1 {
		return usage(c, "--closing cần số lần chốt, từ 1")
	}
	set, err := a.settings(f.config)
	if err != nil {
		return err
	}
	plan, err := set.historyPlan()
	if err != nil {
		return err
	}
	return set.lookHistory(c.Context(), func(store *history.Store) error {
		e := &engine.Engine{Plan: plan, History: store, Calendar: set.Calendar, Form: set.form(), Log: a.log()}
		r, err := e.Rebuild(c.Context(), period, f.closing, released(), xlsx.Bytes)
		if err != nil {
			return a.cannot(err, period, set)
		}
		return a.rebuilt(f, r, filepath.Join(f.out, rebuiltName(r)))
	})
}

// rebuiltName tells the file of a closing that was replaced from that of the
// last one.
func rebuiltName(r *engine.Rebuilt) string {
	name := "bieu-" + r.Manifest.Period
	if r.Closing < r.Closings {
		name += "-lan-" + strconv.Itoa(r.Closing)
	}
	return name + ".xlsx"
}

// rebuilt tells what came out and writes the file, unless it is not what was
// closed.
func (a *app) rebuilt(f rebuildFlags, r *engine.Rebuilt, path string) error {
	if !f.asJSON {
		a.reportRebuilt(r)
	}
	written := ""
	if r.File != nil && r.ContentSound() {
		err := writeRebuilt(path, r.File)
		if errors.Is(err, fs.ErrExist) {
			a.complain("%s: đã có tệp khác cùng tên; không ghi đè. Đề nghị chuyển tệp cũ đi chỗ khác hoặc dùng --out.", path)
			return errSaid
		}
		if err != nil {
			return err
		}
		written = path
	}
	if f.asJSON {
		if err := printJSON(a.stdout, rebuiltToJSON(r, written)); err != nil {
			return err
		}
	}
	if !r.Sound() {
		a.complain("%s", wordsUnsound(r, written))
		return errSaid
	}
	if !f.asJSON {
		a.say("Khớp. Tệp: %s", path)
	}
	return nil
}

func (a *app) reportRebuilt(r *engine.Rebuilt) {
	a.say("%s", wordsRebuilt(r))
	sum := r.Sum
	if r.File == nil {
		sum = wordsNoFile
	}
	a.say("SHA-256 tệp dựng lại: %s", sum)
	a.say("SHA-256 lúc chốt:     %s", r.Manifest.Workbook)
	for _, d := range r.Differences {
		a.say("  khác: %s", wordsDifference(d))
	}
}

// writeRebuilt writes the file unless one stands there; the same file is left
// as it is.
func writeRebuilt(path string, data []byte) error {
	have, err := os.ReadFile(path)
	switch {
	case err == nil && bytes.Equal(have, data):
		return nil
	case err == nil:
		return &fileError{path, fs.ErrExist}
	case !errors.Is(err, fs.ErrNotExist):
		return &fileError{path, err}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return &fileError{filepath.Dir(path), err}
	}
	return xlsx.CreateFrom(path, data)
}

// released is the version, unless it may stand for several programs.
func released() string {
	v := version()
	for _, doubtful := range []string{unknownVersion, developed, changedSince} {
		if strings.Contains(v, doubtful) {
			return ""
		}
	}
	return v
}

// The JSON of rebuild.
type (
	rebuiltJSON struct {
		Period      string           `json:"period"`
		Closing     int              `json:"closing"`  // counted from 1
		Closings    int              `json:"closings"` // of the period
		File        string           `json:"file"`
		Sum         string           `json:"sha256"`
		Closed      string           `json:"closed_sha256"`
		Code        string           `json:"code"`
		Program     string           `json:"program"`
		Same        bool             `json:"same"`
		Differences []differenceJSON `json:"differences"`
	}
	differenceJSON struct {
		Table string `json:"table"`
		Row   string `json:"row"`
		Was   string `json:"was"`
		Now   string `json:"now"`
	}
)

func rebuiltToJSON(r *engine.Rebuilt, file string) rebuiltJSON {
	j := rebuiltJSON{
		Period: r.Manifest.Period, Closing: r.Closing, Closings: r.Closings, File: filepath.ToSlash(file), Sum: r.Sum, Closed: r.Manifest.Workbook, Code: r.Code,
		Program: r.Manifest.Program, Same: r.Sound(), Differences: []differenceJSON{},
	}
	for _, d := range r.Differences {
		j.Differences = append(j.Differences, differenceJSON(d))
	}
	return j
}
