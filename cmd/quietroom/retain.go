package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/runstore"
)

func newRetain(w world) *cobra.Command {
	var older string
	var del bool
	cmd := &cobra.Command{
		Use:   "retain FOLDER",
		Short: "Delete the evidence of runs that are older than they are to be kept",
		Long: `retain takes the evidence out of the runs in FOLDER (quietroom-runs, or one of
its folders) that began longer ago than --older: what was sent, its payloads,
pictures, the values that were typed, the journal, and unredacted reports.
run.json stays, and says so; so do the reports that were written, which hold no
payload but the masked excerpts of findings, and the HTML report's pictures.

Without --delete it only says what it would delete. It touches nothing that no
audit wrote, follows no symbolic link, and leaves a run alone that is under way.
A run without its evidence can be printed and compared, but not judged again.

Exit status: 0 it did what it says, also when nothing was that old; 2 wrong
usage, or something could not be read or deleted.`,
		Example: `  quietroom retain quietroom-runs --older 90d
  quietroom retain quietroom-runs --older 90d --delete
  quietroom retain quietroom-runs/www.practice.example --older 26w --delete`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("retain wants one folder and got %d, such as: quietroom retain quietroom-runs --older 90d", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if older == "" {
				return errors.New("retain wants --older, such as: quietroom retain quietroom-runs --older 90d")
			}
			age, err := parseAge(older)
			if err != nil {
				return fmt.Errorf("--older %w", err)
			}
			now := time.Now()
			unread := func(dir string, why error) { fmt.Fprintln(w.stderr, unreadText(dir, why)) }
			done, err := runstore.Expire(args[0], runstore.Expiry{Before: now.Add(-age), Delete: del, Unread: unread, Now: now, Version: version})
			tellExpired(w.stdout, done, del, older)
			return err
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&older, "older", "", "`AGE` from which on a run's evidence goes, by when the audit began: days or weeks, such as 90d or 26w")
	cmd.Flags().BoolVar(&del, "delete", false, "delete it; without, only say what would be deleted")
	return cmd
}

// tellExpired says what went, or what would go.
func tellExpired(w io.Writer, done []runstore.Expired, deleted bool, age string) {
	if len(done) == 0 {
		fmt.Fprintf(w, "No run that is older than %s holds evidence.\n", age)
		return
	}
	files, bytes := 0, int64(0)
	for _, x := range done {
		fmt.Fprintf(w, "%s  %s  %s, %s\n", x.Started.Format(time.DateOnly), terminalSafe(x.Dir), plural(x.Files, "file"), sized(x.Bytes))
		for _, l := range x.Left {
			fmt.Fprintf(w, "  left, because no audit wrote it: %s\n", terminalSafe(l))
		}
		files, bytes = files+x.Files, bytes+x.Bytes
	}
	if deleted {
		fmt.Fprintf(w, "Deleted the evidence of %s: %s, %s. What was found in them stays, with their reports.\n", plural(len(done), "run"), plural(files, "file"), sized(bytes))
		return
	}
	fmt.Fprintf(w, "This would delete the evidence of %s: %s, %s. Nothing was deleted; --delete does it.\n", plural(len(done), "run"), plural(files, "file"), sized(bytes))
}

func sized(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
}

var ageRE = regexp.MustCompile(`^([0-9]{1,5})(d|w)$`)

// parseAge reads an age such as 90d or 26w.
func parseAge(s string) (time.Duration, error) {
	m := ageRE.FindStringSubmatch(s)
	if m == nil {
		return 0, fmt.Errorf("%.40q: want days or weeks, such as 90d or 26w", s)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n == 0 {
		return 0, fmt.Errorf("%.40q: want one day or more", s)
	}
	const day, most = 24 * time.Hour, 36500 // beyond what a Duration holds, an age would lie in the future
	if m[2] == "w" {
		n *= 7
	}
	if n > most {
		return 0, fmt.Errorf("%.40q: want %d days or less", s, most)
	}
	return time.Duration(n) * day, nil
}

// unreadText names a run folder whose age is not known, so that its owner can look.
func unreadText(dir string, why error) string {
	return terminalSafe(fmt.Sprintf("%s stays as it is, evidence and all, because it cannot be read: %v", dir, why))
}

// retain deletes, after an audit, the evidence of runs of the same site beside it
// that were kept as long as --retain says.
func (a *audited) retain(p *progress, age string, now time.Time) error {
	if age == "" {
		return nil
	}
	d, err := parseAge(age)
	if err != nil {
		return fmt.Errorf("--retain %w", err)
	}
	done, err := runstore.Expire(filepath.Dir(a.dir), runstore.Expiry{Before: now.Add(-d), Site: a.run.Site, Except: a.dir, Depth: 1, Delete: true, Now: now, Version: version, Unread: func(dir string, why error) { p.say(unreadText(dir, why)) }})
	for _, x := range done {
		p.say(fmt.Sprintf("Deleted the evidence of the run of %s (--retain %s): %s", x.Started.Format(time.DateOnly), age, terminalSafe(x.Dir)))
	}
	if err != nil {
		return fmt.Errorf("deleting the evidence of older runs: %w", err)
	}
	return nil
}
