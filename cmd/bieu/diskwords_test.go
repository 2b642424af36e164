package main

import (
	"io/fs"
	"syscall"
	"testing"
)

// What the system says of a place comes to people in their own words.
func TestTroubleOfAPlace(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{syscall.EROFS, "copy.db: nơi này chỉ cho đọc nên chưa ghi được. Đề nghị chọn nơi khác, hoặc mở quyền ghi."},
		{syscall.ENOSPC, "copy.db: hết chỗ trên đĩa nên chưa ghi được. Đề nghị dọn đĩa rồi chạy lại."},
		{syscall.EISDIR, "copy.db: đây là thư mục. Đề nghị nêu tên một tệp."},
		{syscall.ENOENT, "copy.db: không tìm thấy tệp hoặc thư mục. Đề nghị kiểm tra lại đường dẫn."},
	} {
		err := &fileError{name: "copy.db", err: &fs.PathError{Op: "open", Path: "copy.db", Err: tt.err}}
		if got := trouble(err); got != tt.want {
			t.Errorf("%v:\ngot  %q\nwant %q", tt.err, got, tt.want)
		}
	}
}
