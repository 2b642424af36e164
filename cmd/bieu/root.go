package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"bieu/sync/gsheets"
)

// app is what every command works with.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	ticks          clockwork.Clock // the schedule's, nil for the machine's
	calls          gsheets.Clock   // spaces calls and repeats them, nil for the machine's
	poll           time.Duration   // of the queue, zero for the usual
	patience       time.Duration   // a stop's with runs that are going on, zero for the usual
	logLevel       string
	logger         *slog.Logger // instead of one by logLevel, nil for none
	accounts       *accounts    // shared by all plans of a worker, nil elsewhere
	// hangups tells when the program is asked to read its settings again, until
	// stop is called; nil where nobody asks.
	hangups func() (asked <-chan struct{}, stop func())
	plan    string // chosen among the plans of a file, "" for none
}

// log is the log for whoever runs the machine: silent unless BIEU_LOG names a
// level (debug, info, warn, error).
func (a *app) log() *slog.Logger {
	if a.logger != nil {
		return a.logger
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.logLevel)); err != nil {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
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
		Args: func(c *cobra.Command, list []string) error {
			if len(list) > 0 {
				return usage(c, "không có lệnh “"+list[0]+"”")
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(wrongFlag)
	root.AddCommand(a.syncCommand(), a.serveCommand(), a.checkCommand(), a.explainCommand(), a.initCommand(), a.doctorCommand(), a.versionCommand())
	root.AddCommand(a.historyCommand(), a.runsCommand(), a.showCommand(), a.backupCommand())
	root.AddCommand(a.closeCommand(), a.reopenCommand(), a.rebuildCommand(), a.restoreCommand())
	root.AddCommand(a.chaseCommand(), a.notifyCommand())
	a.planFlag(root)
	speakVietnamese(root)
	return root
}

// usageError is a command line that cannot be carried out.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// usage tells of a wrong command line, and where to read how it is written.
func usage(c *cobra.Command, detail string) error {
	return &usageError{fmt.Sprintf("%s. Xem hướng dẫn: %s --help", detail, c.CommandPath())}
}

// wrongFlag words what the flag parser complains of.
func wrongFlag(c *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return usage(c, "không có tùy chọn -"+unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		return usage(c, "không có tùy chọn --"+unknown.GetSpecifiedName())
	case errors.As(err, &bare):
		return usage(c, "tùy chọn --"+bare.GetFlag().Name+" còn thiếu giá trị")
	case errors.As(err, &invalid):
		return usage(c, fmt.Sprintf("tùy chọn --%s cần %s, đang ghi “%s”",
			invalid.GetFlag().Name, flagValues[invalid.GetFlag().Value.Type()], invalid.GetValue()))
	case errors.As(err, &syntax):
		return usage(c, "chưa hiểu tùy chọn "+syntax.GetSpecifiedFlag())
	}
	return usage(c, err.Error())
}

// flagValues says what a flag takes, by its type.
var flagValues = map[string]string{"int": "một số nguyên", "bool": "true hoặc false"}

// args makes a check of the number of arguments speak Vietnamese.
func args(lowest, highest int, want string) cobra.PositionalArgs {
	return func(c *cobra.Command, list []string) error {
		if len(list) < lowest || len(list) > highest {
			return usage(c, want)
		}
		return nil
	}
}
