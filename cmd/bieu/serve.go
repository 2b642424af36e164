package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"bieu/config"
	"bieu/sync/web"
)

// serveFlags are the options of serve.
type serveFlags struct{ config, listen, format string }

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve [--config TỆP] [--listen ĐỊA-CHỈ:CỔNG] [--log text|json]",
		Short: "Chạy thường trực: theo lịch, theo ô Tổng hợp ngay và theo yêu cầu",
		Long: `Chạy thường trực cho đến khi được dừng (Ctrl-C hoặc SIGTERM): trong giờ làm việc mỗi phút một lượt, ngoài giờ
15 phút một lượt (mục schedule của tệp cài đặt), và ngay khi có người đánh dấu ô Tổng hợp ngay, chạy bieu sync hoặc
gọi POST /api/sync. Tệp cài đặt có nhiều kế hoạch thì làm tất cả, trừ khi chọn một bằng --plan.

Khi đã sẵn sàng thì in địa chỉ đang chờ: /healthz, /readyz, /metrics (Prometheus) ai gọi cũng được; /api/sync cần mã
truy cập trong tệp bieu.token, tự tạo ở lần chạy đầu bên cạnh tệp cài đặt. Tín hiệu SIGHUP là đọc lại tệp cài đặt.
Nhật ký ghi ra đầu ra lỗi; biến BIEU_LOG=debug ghi kỹ hơn.`,
		Example: `  bieu serve
  bieu serve --config /etc/bieu/bieu.yaml --log json`,
		Args: args(0, 0, "lệnh serve không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c, f) },
	}
	c.Flags().StringVar(&f.config, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	c.Flags().StringVar(&f.listen, "listen", "", "chờ ở `ĐỊA-CHỈ:CỔNG` thay cho mục listen của tệp cài đặt; cổng 0 là tự chọn")
	c.Flags().StringVar(&f.format, "log", "text", "dạng nhật ký: `text` hoặc json")
	return c
}

const (
	// stopPatience is how long a stop waits for runs that are going on.
	stopPatience = 30 * time.Second
	// closePatience is how long it waits for answers that are being written.
	closePatience = 3 * time.Second
)

// serveLog is the log of the worker: told unless BIEU_LOG says otherwise.
func (a *app) serveLog(c *cobra.Command, format string) (*slog.Logger, error) {
	level := slog.LevelInfo
	if a.logLevel != "" {
		if err := level.UnmarshalText([]byte(a.logLevel)); err != nil {
			return nil, usage(c, "BIEU_LOG cần debug, info, warn hoặc error")
		}
	}
	options := &slog.HandlerOptions{Level: level}
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(a.stderr, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(a.stderr, options)), nil
	}
	return nil, usage(c, "--log cần text hoặc json, đang ghi “"+format+"”")
}

// served reads the settings of the plans that a worker works for.
func (a *app) served(f serveFlags) (*settings, error) {
	all, err := a.allSettings(f.config)
	if err != nil {
		return nil, err
	}
	return a.only(all)
}

// serve works until its context ends.
func (a *app) serve(c *cobra.Command, f serveFlags) error {
	ctx := c.Context()
	log, err := a.serveLog(c, f.format)
	if err != nil {
		return err
	}
	all, err := a.served(f)
	if err != nil {
		return err
	}
	a.sayExample(all)
	at := f.listen
	if at == "" {
		at = all.Listen
	} else if !config.Listenable(at) {
		return usage(c, wordsListen(f.listen))
	}
	// Bound before anything else: who cannot be reached shall not begin to work.
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", at)
	if err != nil {
		return &listenError{at, err}
	}
	defer listener.Close()
	secret, err := token(all)
	if err != nil {
		return err
	}
	a.logger, a.accounts = log, &accounts{}
	w, err := a.openWorker(ctx, all, log)
	if err != nil {
		return err
	}
	err = w.serve(ctx, all, listener, secret, f)
	return errors.Join(err, w.close())
}

// serve works and answers. It stops in the order in which the work flows: no
// new requests, then the runs, then what they left to do.
func (w *worker) serve(ctx context.Context, all *settings, listener net.Listener, secret string, f serveFlags) error {
	var stopped context.CancelFunc
	w.stopping, stopped = context.WithCancel(context.WithoutCancel(ctx))
	defer stopped()
	address := listener.Addr().String()
	var err error
	atOnce := min(mostAtOnce, max(4, len(all.Plans)))
	if w.crew, err = w.queue.Work(ctx, atOnce, w.run); err != nil {
		return err
	}
	if err := w.use(ctx, all); err != nil {
		return errors.Join(err, w.crew.Stop(ctx))
	}
	if err := w.queue.SignOn(w.stopping, address, w.names); err != nil {
		return errors.Join(err, w.crew.Stop(ctx))
	}
	server := w.answer(listener, secret)
	w.app.say("%s", wordsServing(address, len(w.names()), all))
	w.log.Info("started", "address", address, "plans", len(w.names()), "version", version())
	w.untilStopped(ctx, all, f)

	w.log.Info("stopping")
	w.app.say("%s", wordsStopping)
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closePatience)
	defer cancel()
	failed := []error{w.schedule.Stop()}
	waiting, enough := context.WithTimeout(context.WithoutCancel(ctx), cmp.Or(w.app.patience, stopPatience))
	defer enough()
	if err := w.crew.Stop(waiting); err != nil {
		w.log.Warn("a run did not end in time", "error", err)
	}
	if err := server.Shutdown(closing); err != nil {
		failed = append(failed, server.Close())
	}
	stopped()
	w.others.Wait()
	for _, h := range w.hosts() {
		h.retire()
	}
	w.log.Info("stopped")
	return errors.Join(failed...)
}

// answer serves HTTP.
func (w *worker) answer(listener net.Listener, secret string) *http.Server {
	server := &http.Server{
		Handler: web.Handler(web.Options{
			Queue: w.queue, Plan: w.meant, Token: secret, Unready: w.unready, Metrics: w.metrics, Log: w.log,
			Before: w.countUp,
		}),
		ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(w.log.Handler(), slog.LevelDebug),
	}
	w.others.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			w.log.Error("no longer answering", "error", err)
		}
	})
	return server
}

// countUp brings the figures up to date that nobody reports: what other
// processes did, and calls that were made again.
func (w *worker) countUp(ctx context.Context) {
	now := w.app.now()
	for _, h := range w.hosts() {
		h.catchUp(ctx, now)
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	w.metrics.Retried(w.retried + w.app.accounts.repeated())
}

// untilStopped reads the settings again whenever it is asked to.
func (w *worker) untilStopped(ctx context.Context, all *settings, f serveFlags) {
	var asked <-chan struct{}
	if w.app.hangups != nil {
		hangups, stop := w.app.hangups()
		defer stop()
		asked = hangups
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-asked:
			all = w.reload(ctx, all, f)
		}
	}
}

// reload reads the settings and returns those that are in force then: the old
// ones where the new are bad.
func (w *worker) reload(ctx context.Context, old *settings, f serveFlags) *settings {
	all, err := w.app.served(f)
	if err != nil {
		w.log.Error("settings not taken, the old ones stay", "error", err)
		w.app.complain("%s", wordsOldSettings(err))
		return old
	}
	if all.History != old.History || all.Listen != old.Listen && f.listen == "" {
		w.log.Warn("listen and history change only with a new start")
		w.app.complain("%s", wordsRestart)
	}
	w.mu.Lock()
	w.retried += w.app.accounts.repeated()
	w.app.accounts = &accounts{}
	w.mu.Unlock()
	if err := w.use(ctx, all); err != nil {
		w.log.Error("settings not taken, the old ones stay", "error", err)
		return old
	}
	w.log.Info("settings read again", "plans", len(w.names()))
	w.app.say("%s", wordsReloaded(len(w.names())))
	return all
}

// listenError is an address that cannot be listened at.
type listenError struct {
	address string
	err     error
}

func (e *listenError) Error() string { return "listen at " + e.address + ": " + e.err.Error() }
func (e *listenError) Unwrap() error { return e.err }
