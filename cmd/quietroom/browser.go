package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/chrome"
)

func newBrowser(w world) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "browser",
		Short: "Find or install the Chrome that audits walk in",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	install := &cobra.Command{
		Use:   "install",
		Short: "Make sure that there is a Chrome",
		Long: `install looks for Chrome, Chromium or Edge (CHROME_PATH first, then the usual
places). Where there is none it installs one with the system's package manager,
saying what it runs; without the right to do that it unpacks a checksummed
Chromium into your own cache folder, and reports made with it say "reduced
fidelity".

Exit status: 0 there is a browser now; 2 there is none, and why.`,
		Example: `  quietroom browser install
  CHROME_PATH=/opt/chrome/chrome quietroom browser install`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if b, err := chrome.Find(cmd.Context(), w.env); err == nil {
				fmt.Fprintf(w.stderr, "There is a browser already: %s\n", b)
				return nil
			} else if w.env("CHROME_PATH") != "" {
				return err
			}
			b, err := chrome.Install(cmd.Context(), chrome.InstallOptions{Progress: w.stderr, Env: w.env})
			if err != nil {
				return err
			}
			fmt.Fprintf(w.stderr, "Ready: %s\n", b)
			return nil
		},
	}
	find := &cobra.Command{
		Use:   "find",
		Short: "Say which Chrome an audit would use",
		Long: `find prints the browser that an audit would walk in: that of CHROME_PATH, or else
what is in the usual places.

Exit status: 0 there is one; 2 there is none, and what installs one.`,
		Example: "  quietroom browser find",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b, err := chrome.Find(cmd.Context(), w.env)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(w.stdout, b)
			return err
		},
	}
	cmd.AddCommand(install, find)
	return cmd
}
