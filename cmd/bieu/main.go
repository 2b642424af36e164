// Command bieu keeps a public office's plan in the spreadsheets its people
// already use. It is the only place that knows every package.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // an office machine may lack the time zones
)

func main() {
	ctx, stop := context.WithCancel(context.Background())
	go stopOnSignals(stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// stopOnSignals tells the program to stop when it is first asked to, and ends it
// at once when it is asked again, with the code that a signal's victim has.
func stopOnSignals(stop func()) {
	asked := make(chan os.Signal, 2)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	<-asked
	stop()
	again := <-asked
	signal.Reset(os.Interrupt, syscall.SIGTERM) // should nobody take what is said now
	fmt.Fprintln(os.Stderr, "bieu: "+wordsKilled)
	number, _ := again.(syscall.Signal)
	os.Exit(128 + int(number))
}

// hangups listens for SIGHUP, by which a service is told to read its settings
// again. Commands that do not ask end with it, as any program does.
func hangups() (<-chan struct{}, func()) {
	signals, asked := make(chan os.Signal, 1), make(chan struct{}, 1)
	signal.Notify(signals, syscall.SIGHUP)
	go func() {
		for range signals {
			select {
			case asked <- struct{}{}:
			default: // it is going to read them anyway
			}
		}
	}()
	return asked, func() {
		signal.Stop(signals)
		close(signals)
	}
}

// run is the whole program: nothing below it sees signals, os.Args or os.Exit.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := &app{stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now, logLevel: os.Getenv("BIEU_LOG"), hangups: hangups}
	root := app.root()
	root.SetArgs(args)
	return app.exit(root.ExecuteContext(ctx))
}
