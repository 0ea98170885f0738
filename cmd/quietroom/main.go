// Command quietroom shows a practice what its own web site tells strangers about
// its patients: it crawls the site, walks it like a patient in a real Chrome with
// a synthetic person's values, records what leaves for third parties, and writes
// a per-page report.
//
//	quietroom audit URL        audit a site; --resume RUN goes on with one that was cut short
//	quietroom init URL         write a quietroom.yaml from a first look at a site
//	quietroom demo             audit a fake practice that leaks, to see a report
//	quietroom detect FILE…     look for a patient's values in saved requests, without a browser
//	quietroom report RUN       print a run again, in any format
//	quietroom diff OLD NEW     what changed between two runs; baseline RUN prints one to keep
//	quietroom schedule …       what audits a site again every week, for systemd, cron, GitHub or GitLab
//	quietroom scenario …       say in a file what a patient does; check it, walk it
//	quietroom browser install  find or install a Chrome
//	quietroom schema           the JSON Schema of run.json
//
// Exit status, the same for every format: 0 audited, nothing at or above
// --fail-on; 1 findings at or above it; 2 wrong usage or configuration; 3 the
// audit is incomplete (some page or journey inconclusive), unless 1 applies.
//
// This package parses flags, logs, shows progress and chooses the exit status.
// It does nothing else: one file per subcommand, and the work lives below.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// version is set when a release is built: -ldflags "-X main.version=v1.2.3".
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first interruption an audit is judged and saved; a second one ends it at once.
	go func() {
		<-ctx.Done()
		stop()
	}()
	os.Exit(run(ctx, world{env: os.Getenv, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}, os.Args[1:]))
}

// world is what the command touches beside its arguments, so that tests can run
// it in process.
type world struct {
	env            func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}
