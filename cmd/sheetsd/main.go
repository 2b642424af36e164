// Command sheetsd is a server that behaves like Google Sheets, as a program: the
// one that Biểu's tests use, for trying Biểu without a Google account. It holds
// one spreadsheet, in memory, and forgets it when it ends. It writes a service
// account's key and, for the example, a ready bieu.yaml into the current folder.
// It listens where it is told to, by default only to this machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // an office machine may lack the time zones

	"bieu/sync/sheetstest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl-C kills
	}()
	os.Exit(run(ctx, os.Args[1:], ".", os.Stdout, os.Stderr))
}

// Exit codes, as those of bieu.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// options are what the program is asked for.
type options struct {
	address string
	example bool
	quota   bool
}

// run is the whole program: it serves until ctx is done.
func run(ctx context.Context, args []string, folder string, stdout, stderr io.Writer) int {
	o, err := parse(args)
	switch {
	case err == flag.ErrHelp:
		fmt.Fprint(stdout, helpText)
		return exitDone
	case err != nil:
		fmt.Fprintf(stderr, usageWords, err)
		return exitUsage
	}
	if err := serve(ctx, o, folder, stdout); err != nil {
		fmt.Fprintln(stderr, words(err))
		return exitFailed
	}
	return exitDone
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("sheetsd", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.address, "addr", "127.0.0.1:0", "")
	flags.BoolVar(&o.example, "example", false, "")
	flags.BoolVar(&o.quota, "quota", false, "")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%s", flags.Arg(0))
	}
	return o, nil
}

func serve(ctx context.Context, o options, folder string, stdout io.Writer) error {
	// A new start is a new spreadsheet: its id must not be found in the history
	// that an earlier trial left in the folder.
	list := []sheetstest.Option{sheetstest.WithSeed(uint64(time.Now().UnixNano()))}
	if o.quota {
		list = append(list, sheetstest.WithQuota(sheetstest.StandardQuota()))
	}
	srv, err := sheetstest.Start(o.address, list...)
	if err != nil {
		return err
	}
	defer srv.Close()
	id, err := prepare(ctx, srv, o, folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, servingWords, srv.URL, id, keyFile)
	if o.example {
		fmt.Fprintf(stdout, exampleWords, settingsFile, settingsFile)
	}
	fmt.Fprint(stdout, endWords)
	<-ctx.Done()
	return nil
}
