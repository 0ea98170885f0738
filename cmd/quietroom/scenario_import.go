package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/recorder"
	"github.com/quietroom/quietroom/scenarios/script"
)

// maxRecording bounds the file that is read, in bytes.
const maxRecording = 8 << 20

func newScenarioImport(w world) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "import RECORDING.json",
		Short: "Make a scenario of a recording from Chrome's DevTools",
		Long: `import makes a scenario of what was recorded with the Recorder panel of Chrome's
DevTools (Export, as a JSON file). - is standard input.

What was typed is replaced by fields of the synthetic patient ({patient.email}),
and a login by the audit's test account: nothing that a person typed stands in
the scenario. What a scenario cannot say as the recording did is told on standard
error, with the number of the recorded step; no script of a recording is run.
Read the scenario before you walk it.

Exit status:
  0  the scenario was written
  2  wrong usage, or a file that is no recording`,
		Example: `  quietroom scenario import recording.json
  quietroom scenario import recording.json --out booking.yaml
  pbpaste | quietroom scenario import - > booking.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("import wants one recording and got %d, such as: quietroom scenario import recording.json", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return importRecording(w, args[0], out) },
	}
	cmd.Flags().StringVar(&out, "out", "", "write the scenario to `FILE`, which must not be there yet; default standard output")
	return cmd
}

func importRecording(w world, name, out string) error {
	data, err := recordingIn(w, name)
	if err != nil {
		return err
	}
	s, notes, err := recorder.Import(data, asks)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	yaml, err := script.Marshal(s)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if out == "" {
		_, err = w.stdout.Write(yaml)
	} else if err = writeNew(out, yaml, false); errors.Is(err, os.ErrExist) {
		err = fmt.Errorf("--out %s is there already; name another file", out)
	}
	if err != nil {
		return err
	}
	for _, n := range notes {
		fmt.Fprintf(w.stderr, "%s: %s\n", terminalSafe(name), terminalSafe(n.String()))
	}
	return nil
}

func recordingIn(w world, name string) ([]byte, error) {
	in := w.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxRecording+1))
	if err == nil && len(data) > maxRecording {
		err = fmt.Errorf("%s is larger than %d MB, which no recording is", name, maxRecording>>20)
	}
	return data, err
}

// asks says what a recorded field asks for, by the vocabulary of forms.
func asks(f recorder.Field) (audit.Kind, bool) {
	c := scenarios.Control{
		Tag: f.Tag, Type: f.Type, Label: f.Label, ID: f.ID, Name: f.Name, Placeholder: f.Placeholder, Autocomplete: f.Autocomplete, Nearby: f.Nearby,
	}
	if c.Type == "" && (f.Tag == "select" || f.Tag == "textarea") {
		c.Type = f.Tag
	}
	if c.Type == "" && strings.EqualFold(f.Role, "searchbox") {
		c.Type = "search"
	}
	kind, _ := scenarios.Understand(c, scenarios.Form{})
	return kind, kind != ""
}
