package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/yamlfile"
	"github.com/quietroom/quietroom/report"
)

// pdf is the format that package report cannot make: its HTML, printed by Chrome.
func pdf(ctx context.Context, env func(string) string, noSandbox bool) report.Format {
	return report.Format{
		Name: "pdf", FileName: "report.pdf", MediaType: "application/pdf",
		Write: func(w io.Writer, in report.Input, o report.Options) error {
			html, err := report.Find("html")
			if err != nil {
				return err
			}
			found, err := chrome.Find(ctx, env)
			if err != nil {
				return err
			}
			p := browser.Printer{Path: found.Path, Env: found.Env, NoSandbox: noSandbox}
			return p.PDF(ctx, w, func(w io.Writer) error { return html.Write(w, in, o) })
		},
	}
}

// findFormat gives the named format, of those that package report has and pdf.
func findFormat(name string, pdf report.Format) (report.Format, error) {
	all := append(report.Formats(), pdf)
	if i := slices.IndexFunc(all, func(f report.Format) bool { return f.Name == name }); i >= 0 {
		return all[i], nil
	}
	return report.Format{}, fmt.Errorf("--format: unknown format %.40q: there are %s%s", name, formatNames(), yamlfile.Hint(name, strings.Split(formatNames(), ", ")))
}

// errTerminal keeps a PDF from being printed on a screen.
var errTerminal = errors.New("--format pdf: a terminal shows no PDF; add > report.pdf")
