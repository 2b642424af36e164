package main

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// app is what every command works with.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
}

func (a *app) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelError}))
}

// say writes one line for people.
func (a *app) say(format string, args ...any) { fmt.Fprintf(a.stdout, format+"\n", args...) }

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "bieu",
		Short: "Biểu – theo dõi kế hoạch KT-XH ngay trên bảng tính của cơ quan",
		Long: `Biểu đọc số liệu các đơn vị ghi trong bảng tính, đối chiếu với chỉ tiêu của kế hoạch,
ghi đánh giá bên cạnh và tổng hợp Biểu số 01, Biểu số 02.

Chạy thử ngay: “bieu sync” trong một thư mục trống dùng kế hoạch mẫu đi kèm;
“bieu check TỆP.xlsx” kiểm tra một Biểu 02 có sẵn, không ghi gì vào tệp.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usage(c, err.Error()) })
	root.AddCommand(a.syncCommand(), a.checkCommand(), a.explainCommand(), a.initCommand(), a.versionCommand())
	speakVietnamese(root)
	return root
}

// usageError is a command line that cannot be carried out.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// usage words a wrong command line; detail is in the words of the flag parser
// or already in Vietnamese.
func usage(c *cobra.Command, detail string) error {
	for _, w := range []struct{ english, vietnamese string }{
		{"unknown flag: ", "không có tùy chọn "},
		{"unknown shorthand flag: ", "không có tùy chọn "},
		{"flag needs an argument: ", "thiếu giá trị cho tùy chọn "},
		{"unknown command ", "không có lệnh "},
		{"invalid argument ", "giá trị không hợp lệ "},
	} {
		if rest, ok := strings.CutPrefix(detail, w.english); ok {
			rest = strings.NewReplacer(" for ", " của ", " flag: ", " tùy chọn: ").Replace(rest)
			detail = w.vietnamese + rest
		}
	}
	return &usageError{fmt.Sprintf("%s. Xem hướng dẫn: %s --help", strings.TrimRight(detail, "."), c.CommandPath())}
}

// args makes a check of the number of arguments speak Vietnamese.
func args(lowest, highest int, want string) cobra.PositionalArgs {
	return func(c *cobra.Command, list []string) error {
		if len(list) < lowest || len(list) > highest {
			return usage(c, want)
		}
		return nil
	}
}
