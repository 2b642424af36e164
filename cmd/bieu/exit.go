package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"syscall"

	"bieu/config"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/gsheets"
	"bieu/sync/history"
	"bieu/sync/queue"
	"bieu/sync/workbook"
)

// The exit codes.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3 // done, but part was refused or needs a person
)

// errRefused ends a command with exitRefused after it has said everything.
var errRefused = errors.New("part was refused")

// fileError is a file named on the command line that cannot be used.
type fileError struct {
	name string
	err  error
}

func (e *fileError) Error() string { return e.name + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// exit says what went wrong and returns the exit code: the one place that
// maps errors to codes.
func (a *app) exit(err error) int {
	var (
		wrongUsage *usageError
		settings   config.Problems
		planErr    *engine.PlanError
	)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRefused):
		return exitRefused
	case errors.Is(err, errUnwell):
		return exitFailed
	case errors.Is(err, errUnusable):
		return exitUsage
	case errors.As(err, &wrongUsage):
		a.complain("%s", wrongUsage.text)
		return exitUsage
	case errors.As(err, &settings):
		for _, p := range settings {
			a.complain("%s", p.Error())
		}
		return exitUsage
	case errors.As(err, &planErr):
		for _, p := range planErr.Problems {
			if p.Level == form.StopTab {
				a.complain("%s: %s", p.Cell(), p.Text)
			}
		}
		return exitFailed
	}
	for _, one := range apart(err) {
		a.complain("%s", trouble(one))
	}
	if unusable(err) {
		return exitUsage
	}
	return exitFailed
}

// unusable reports whether what failed is something that the settings name: a
// key, a link, an environment variable.
func unusable(err error) bool {
	for _, kind := range []error{gsheets.ErrKey, gsheets.ErrKeyRefused, gsheets.ErrLink} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return errors.As(err, new(*variableError))
}

// apart returns the errors that were joined, each a trouble of its own.
func apart(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || reflect.TypeOf(err) != reflect.TypeOf(errors.Join(err)) {
		return []error{err}
	}
	var all []error
	for _, one := range joined.Unwrap() {
		all = append(all, apart(one)...)
	}
	return all
}

// complain writes one line for people to the error output.
func (a *app) complain(format string, args ...any) {
	fmt.Fprintf(a.stderr, "bieu: "+format+"\n", args...)
}

// trouble says in Vietnamese what failed, to what, and what to do.
func trouble(err error) string {
	where := ""
	var op *workbook.OpError
	var file *fileError
	var recorded *history.OpError
	switch {
	case errors.As(err, &op):
		where = op.Ref + ": "
	case errors.As(err, &file):
		where = file.name + ": "
	case errors.As(err, &recorded):
		where = recorded.Place + ": "
	}
	if text, ok := gsheets.Words(err); ok {
		return where + text
	}
	if text, ok := clashWords(err); ok {
		return text
	}
	var ran *runFailed
	if errors.As(err, &ran) {
		return ran.why
	}
	if text, ok := listenWords(err); ok {
		return text
	}
	switch {
	case errors.Is(err, context.Canceled):
		return "đã dừng theo yêu cầu; tệp vẫn như trước khi chạy."
	}
	if text := historyTrouble(err); text != "" {
		return where + text
	}
	if errors.Is(err, syscall.EISDIR) {
		return where + "đây là thư mục. Đề nghị nêu tên một tệp."
	}
	for _, kind := range []error{
		workbook.ErrNotFound, workbook.ErrFormat, workbook.ErrOldFormat, workbook.ErrEncrypted,
		workbook.ErrTooLarge, workbook.ErrDenied, workbook.ErrOpen, workbook.ErrChanged,
	} {
		if errors.Is(err, kind) {
			return where + form.FileTrouble(kind)
		}
	}
	switch {
	case errors.Is(err, errPlanHeld):
		return wordsStillHeld
	case errors.Is(err, queue.ErrLost):
		return wordsLeaseLost
	case errors.Is(err, errToken):
		return where + "tệp mã truy cập đang trống. Đề nghị xóa tệp này rồi chạy lại, máy sẽ tạo mã mới."
	case errors.Is(err, errEmptyList):
		return where + "danh sách chưa có câu chỉ tiêu nào dùng được. Đề nghị xem lại các cột TT, Chỉ tiêu."
	case errors.Is(err, errCommas):
		return where + "danh sách cần các cột cách nhau bằng phím Tab (.tsv), hoặc là tệp .xlsx. Đề nghị mở bằng Excel rồi lưu thành .xlsx."
	case errors.Is(err, errNotText):
		return where + "tệp không phải là danh sách dạng văn bản. Đề nghị lưu lại thành TSV (UTF-8) hoặc .xlsx."
	case errors.Is(err, fs.ErrNotExist):
		return where + "không tìm thấy tệp hoặc thư mục. Đề nghị kiểm tra lại đường dẫn."
	case errors.Is(err, fs.ErrExist):
		return where + "tệp đã có; không ghi đè. Đề nghị chọn tên khác."
	case errors.Is(err, fs.ErrPermission):
		return where + "không có quyền đọc hoặc ghi. Đề nghị kiểm tra quyền của thư mục."
	case errors.Is(err, syscall.EROFS):
		return where + "nơi này chỉ cho đọc nên chưa ghi được. Đề nghị chọn nơi khác, hoặc mở quyền ghi."
	case errors.Is(err, syscall.ENOSPC):
		return where + "hết chỗ trên đĩa nên chưa ghi được. Đề nghị dọn đĩa rồi chạy lại."
	}
	return "gặp lỗi: " + err.Error()
}
