package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// groupKey annotates a flag with the heading that it stands under in --help.
const groupKey = "quietroom_group"

// group puts the flags that add defines under a heading.
func group(fs *pflag.FlagSet, title string, add func()) {
	before := map[string]bool{}
	fs.VisitAll(func(f *pflag.Flag) { before[f.Name] = true })
	add()
	fs.VisitAll(func(f *pflag.Flag) {
		if !before[f.Name] {
			f.Annotations = map[string][]string{groupKey: {title}}
		}
	})
}

// usage prints a command's usage: flags under their headings, lines no longer
// than the terminal's.
func usage(w io.Writer, c *cobra.Command) error {
	width, _, terminal := terminalSize(w)
	if !terminal {
		width = 80
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Usage:\n")
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s COMMAND\n", c.CommandPath())
	} else {
		fmt.Fprintf(&b, "  %s\n", c.UseLine())
	}
	if c.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", c.Example)
	}
	listCommands(&b, c)
	for _, g := range groups(c.LocalFlags()) {
		fmt.Fprintf(&b, "\n%s:\n%s", g.title, g.flags.FlagUsagesWrapped(width))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s COMMAND --help says more about a command.\n", c.CommandPath())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// listCommands prints the commands below c under the headings that they have.
func listCommands(b *strings.Builder, c *cobra.Command) {
	list := func(title, group string) {
		heading := "\n" + title + ":\n"
		for _, sub := range c.Commands() {
			if sub.GroupID == group && (sub.IsAvailableCommand() || sub.Name() == "help") {
				fmt.Fprintf(b, "%s  %-*s  %s\n", heading, sub.NamePadding(), sub.Name(), sub.Short)
				heading = ""
			}
		}
	}
	for _, g := range c.Groups() {
		list(g.Title, g.ID)
	}
	if len(c.Groups()) > 0 {
		list("This program", "")
		return
	}
	list("Commands", "")
}

type flagGroup struct {
	title string
	flags *pflag.FlagSet
}

// groups gives the flags by heading, in the order of first appearance; those
// without one come last.
func groups(fs *pflag.FlagSet) []flagGroup {
	var out []flagGroup
	other := flagGroup{"Other", pflag.NewFlagSet("", pflag.ContinueOnError)}
	index := map[string]int{}
	fs.VisitAll(func(f *pflag.Flag) {
		titles := f.Annotations[groupKey]
		if len(titles) == 0 {
			other.flags.AddFlag(f)
			return
		}
		i, ok := index[titles[0]]
		if !ok {
			i = len(out)
			index[titles[0]] = i
			set := pflag.NewFlagSet("", pflag.ContinueOnError)
			set.SortFlags = false
			out = append(out, flagGroup{titles[0], set})
		}
		out[i].flags.AddFlag(f)
	})
	if len(out) == 0 {
		other.title = "Flags"
	}
	if other.flags.HasAvailableFlags() {
		out = append(out, other)
	}
	return out
}

// flagError words what is wrong with a flag, and what would be right.
func flagError(c *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		name := "-" + unknown.GetSpecifiedName()
		hint := ""
		if unknown.GetSpecifiedShortnames() == "" {
			name = "-" + name
			if near := nearestFlag(c, unknown.GetSpecifiedName()); near != "" {
				hint = "did you mean --" + near + "? "
			}
		}
		return fmt.Errorf("unknown flag %s; %s%s --help lists them", name, hint, c.CommandPath())
	case errors.As(err, &missing):
		return fmt.Errorf("--%s wants a value; %s --help says which", missing.GetFlag().Name, c.CommandPath())
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		want := map[string]string{
			"int": "a whole number", "uint64": "a whole number, 0 or more", "duration": "a time such as 250ms, 45s or 2m", "bool": "true or false",
		}[f.Value.Type()]
		return fmt.Errorf("--%s %q: want %s", f.Name, invalid.GetValue(), cmp.Or(want, "another value"))
	}
	return err
}

// nearestFlag gives the flag that was probably meant, "" for none.
func nearestFlag(c *cobra.Command, name string) string {
	// cobra knows how to compare commands; flags are compared as such.
	var names cobra.Command
	c.Flags().VisitAll(func(f *pflag.Flag) {
		names.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
	})
	names.SuggestionsMinimumDistance = 2
	for _, s := range names.SuggestionsFor(name) {
		return s
	}
	return ""
}

// noArgs refuses arguments. Behind a command that has subcommands one is a
// misspelt command; an address is what audit wants.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !c.HasAvailableSubCommands() {
		return fmt.Errorf("%s takes no argument, and got %q", c.CommandPath(), args[0])
	}
	hint := ""
	c.SuggestionsMinimumDistance = 2
	if s := c.SuggestionsFor(args[0]); len(s) > 0 {
		hint = fmt.Sprintf("did you mean %q? ", s[0])
	} else if strings.Contains(args[0], "://") {
		hint = fmt.Sprintf("did you mean %s audit %s? ", c.CommandPath(), args[0])
	}
	return fmt.Errorf("unknown command %q; %s%s --help lists them", args[0], hint, c.CommandPath())
}
