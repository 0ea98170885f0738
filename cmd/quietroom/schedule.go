package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit/sitefile"
)

// scheduleFlags are the flags of schedule, as they were typed.
type scheduleFlags struct {
	siteFile, command, folder, failOn, mail, write string
}

func newSchedule(w world) *cobra.Command {
	f := &scheduleFlags{}
	names := make([]string, len(planners))
	for i, p := range planners {
		names[i] = p.name
	}
	cmd := &cobra.Command{
		Use:       "schedule systemd|cron|github|gitlab [URL]",
		Short:     "Print what audits a site again every week, and speaks up on change only",
		ValidArgs: names,
		Long: `schedule prints units for systemd, a line for crontab, a workflow for GitHub
Actions or a job for GitLab CI. Each audits the site as its quietroom.yaml says,
compares with the last run, and fails or sends mail only when something is new
or the audit was incomplete. A finding that is told once is told again only when
it is new again.

When it runs is what schedule: in the site's file says: every day, week or month,
on which day, at which time, in which zone. Without it, every Monday at 03:00 UTC.
The site is that of the file, or URL.

Nothing is installed: what is printed says where it goes. With --write the files
are written into a folder instead.

Exit status: 0 it was printed or written; 2 wrong usage, or it could not be.`,
		Example: `  quietroom schedule systemd --write /etc/systemd/system --folder /srv/quietroom
  (crontab -l; quietroom schedule cron --mail privacy@practice.example) | crontab -
  quietroom schedule github > .github/workflows/quietroom.yml
  quietroom schedule gitlab https://www.practice.example/ > .gitlab-ci.yml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 2 {
				return fmt.Errorf("schedule wants one of %s, and the address of the site unless its file has it", strings.Join(names, ", "))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			i := slices.IndexFunc(planners, func(p planner) bool { return p.name == args[0] })
			if i < 0 {
				return fmt.Errorf("schedule %.40q: want one of %s", args[0], strings.Join(names, ", "))
			}
			p, err := f.plan(cmd.Flags().Changed("site-file"), strings.Join(args[1:], ""))
			if err != nil {
				return err
			}
			return f.put(w.stdout, planners[i].files(p))
		},
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringVar(&f.siteFile, "site-file", sitefile.Name, "YAML `FILE` with what the practice says about its site, from the folder of the audits")
	fs.StringVar(&f.failOn, "fail-on", "E", "speak up on new findings of this `CLASS` or a worse one: A, B, C, D, E or never")
	fs.StringVar(&f.folder, "folder", "", "`FOLDER` in which the audits run and keep their runs (default this one); for systemd and cron")
	fs.StringVar(&f.command, "command", "", "`PATH` of the quietroom that is run (default this one); for systemd and cron")
	fs.StringVar(&f.mail, "mail", "root", "`ADDRESS` that is written to on change; for systemd (by mail(1)) and cron")
	fs.StringVar(&f.write, "write", "", "write the files into `FOLDER` instead of printing them; one that is there is left alone")
	return cmd
}

// plan is what is to be done, and when.
type plan struct {
	site, host, siteFile, command, folder, failOn, mail string
	when                                                sitefile.Schedule
}

// plan reads the flags and the site's file.
func (f *scheduleFlags) plan(named bool, site string) (*plan, error) {
	if err := checkFailOn(f.failOn); err != nil {
		return nil, err
	}
	p := &plan{site: site, siteFile: f.siteFile, command: f.command, folder: f.folder, failOn: f.failOn, mail: f.mail}
	at := f.siteFile
	if !filepath.IsAbs(at) {
		at = filepath.Join(f.folder, at)
	}
	data, err := readSmall(at)
	switch {
	case err == nil:
		file, err := sitefile.Read(at, data)
		if err != nil {
			return nil, fmt.Errorf("--site-file: %w", err)
		}
		if file.Schedule != nil {
			p.when = *file.Schedule
		}
		if p.site == "" {
			p.site = file.Site.Value
		}
	case named || !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("--site-file: %w", err)
	default:
		p.siteFile = ""
	}
	p.when = whole(p.when)
	if p.site == "" {
		return nil, fmt.Errorf("schedule wants the address of the site, such as: quietroom schedule cron https://practice.example/ (or a %s with a site in this folder)", sitefile.Name)
	}
	u, err := url.Parse(p.site)
	if err != nil || u.Hostname() == "" || strings.ContainsFunc(p.site, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return nil, fmt.Errorf("%q is no address of a site; want one such as https://practice.example/", p.site)
	}
	p.host = strings.ToLower(u.Hostname())
	for what, s := range map[string]string{"--folder": p.folder, "--command": p.command, "--mail": p.mail, "--site-file": p.siteFile} {
		if strings.ContainsAny(s, "\n\r\x00") {
			return nil, fmt.Errorf("%s %q holds a line break", what, s)
		}
	}
	if p.command == "" {
		if p.command, err = os.Executable(); err != nil {
			return nil, fmt.Errorf("--command: %w", err)
		}
	}
	if p.folder, err = filepath.Abs(p.folder); err != nil {
		return nil, fmt.Errorf("--folder: %w", err)
	}
	if _, err := time.LoadLocation(p.when.Zone); err != nil {
		return nil, fmt.Errorf("schedule: zone %q is not known here; want a name such as America/New_York", p.when.Zone)
	}
	return p, nil
}

// whole fills in what the site's file leaves out.
func whole(s sitefile.Schedule) sitefile.Schedule {
	if s.Every == "" {
		s.Every = "week"
	}
	switch {
	case s.On != "":
	case s.Every == "week":
		s.On = "monday"
	case s.Every == "month":
		s.On = "1"
	}
	if s.At == "" {
		s.At = "03:00"
	}
	if s.Zone == "" {
		s.Zone = "UTC"
	}
	return s
}

// file is one file of a schedule.
type file struct{ name, text string }

// planner makes the files that one kind of scheduler reads.
type planner struct {
	name  string
	files func(*plan) []file
}

// put prints the files, or writes them into a folder.
func (f *scheduleFlags) put(w io.Writer, files []file) error {
	for i, file := range files {
		if f.write != "" {
			at := filepath.Join(f.write, file.name)
			out, err := os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if err != nil {
				return fmt.Errorf("--write: %w", err)
			}
			_, err = io.WriteString(out, file.text)
			if err := errors.Join(err, out.Close()); err != nil {
				return fmt.Errorf("--write: %w", err)
			}
			if _, err := fmt.Fprintln(w, at); err != nil {
				return err
			}
			continue
		}
		if len(files) > 1 {
			if i > 0 {
				file.text = "\n# " + file.name + "\n" + file.text
			} else {
				file.text = "# " + file.name + "\n" + file.text
			}
		}
		if _, err := io.WriteString(w, file.text); err != nil {
			return err
		}
	}
	return nil
}

// arguments are those of the audit, without the command.
func (p *plan) arguments() []string {
	out := []string{"audit", p.site}
	if p.siteFile != "" {
		out = append(out, "--site-file", p.siteFile)
	}
	out = append(out, "--baseline", lastBaseline)
	if p.failOn != "E" {
		out = append(out, "--fail-on", p.failOn)
	}
	return append(out, "--quiet")
}

// clock gives hour and minute.
func (p *plan) clock() (hour, minute int) {
	_, _ = fmt.Sscanf(p.when.At, "%d:%d", &hour, &minute) // the site's file was checked
	return hour, minute
}
