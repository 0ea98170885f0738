package chrome

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindPrefers(t *testing.T) {
	const chrome = `echo 'Google Chrome 157.0.1.2 '`
	const edge = `echo 'Microsoft Edge 157.0.3065.1 '`
	const broken = `echo "needs the chromium snap" >&2; exit 1`
	// Programs by name; "place:" ones stand in usual places, in this order.
	for name, tc := range map[string]struct {
		programs [][2]string
		vars     map[string]string
		want     string // base name
		product  string
		fidelity string
	}{
		"a usual place before PATH":       {programs: [][2]string{{"place:chromium", saysChromium}, {"google-chrome", chrome}}, want: "place:chromium", product: "Chromium", fidelity: Full},
		"Chrome before Edge in PATH":      {programs: [][2]string{{"microsoft-edge", edge}, {"google-chrome", chrome}}, want: "google-chrome", product: "Chrome", fidelity: Full},
		"Edge alone":                      {programs: [][2]string{{"microsoft-edge", edge}}, want: "microsoft-edge", product: "Edge", fidelity: Full},
		"a snap's stub is passed over":    {programs: [][2]string{{"place:chromium-browser", broken}, {"microsoft-edge", edge}}, want: "microsoft-edge", product: "Edge", fidelity: Full},
		"a full one before a shell":       {programs: [][2]string{{"chromium-headless-shell", saysChromium}, {"chromium", saysChromium}}, want: "chromium", product: "Chromium", fidelity: Full},
		"a shell is reduced":              {programs: [][2]string{{"chromium-headless-shell", saysChromium}}, want: "chromium-headless-shell", product: "Chromium", fidelity: Reduced},
		"CHROME_PATH before all":          {programs: [][2]string{{"place:chromium", saysChromium}, {"mine", chrome}}, vars: map[string]string{"CHROME_PATH": "mine"}, want: "mine", product: "Chrome", fidelity: Full},
		"CHROME_PATH of a shell":          {programs: [][2]string{{"chrome_headless_shell", chrome}}, vars: map[string]string{"CHROME_PATH": "chrome_headless_shell"}, want: "chrome_headless_shell", product: "Chrome", fidelity: Reduced},
		"another browser keeps its name":  {programs: [][2]string{{"brave", `echo 'Brave Browser 157.1.2.3'`}}, vars: map[string]string{"CHROME_PATH": "brave"}, want: "brave", product: "Brave Browser", fidelity: Full},
		"a place marked last comes last":  {programs: [][2]string{{"last:snap", saysChromium}, {"chromium-headless-shell", saysChromium}}, want: "chromium-headless-shell", product: "Chromium", fidelity: Reduced},
		"a place marked last is the last": {programs: [][2]string{{"last:snap", saysChromium}}, want: "last:snap", product: "Chromium", fidelity: Full},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			for k, v := range tc.vars {
				h.vars[k] = v
			}
			for _, p := range tc.programs {
				file := script(t, h.bin, p[0], p[1])
				if strings.Contains(p[0], ":") {
					h.places = append(h.places, place{path: file, why: "a usual place", last: strings.HasPrefix(p[0], "last:")})
				}
			}
			b, err := h.find(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Base(b.Path) != tc.want || !filepath.IsAbs(b.Path) {
				t.Errorf("found %s, want %s", b.Path, tc.want)
			}
			if b.Product != tc.product || b.Fidelity != tc.fidelity || b.Why == "" || b.Version == "" {
				t.Errorf("got %+v", b)
			}
			if b.Env != nil {
				t.Errorf("a browser of the system is started with %q", b.Env)
			}
		})
	}
}

func TestFindFails(t *testing.T) {
	for name, tc := range map[string]struct {
		named   string // CHROME_PATH
		program string // body of the program "it", put in a usual place
		none    bool   // ErrNone
		want    []string
	}{
		"nothing there":            {none: true, want: []string{"quietroom browser install"}},
		"stub only":                {program: `printf 'needs \033[31mthe snap\n' >&2; exit 10`, none: true, want: []string{"browser install", "/it: --version: exit status 10: needs [31mthe snap"}},
		"no version":               {program: "echo hello", none: true, want: []string{"printed no version", `"hello"`}},
		"no name":                  {program: "echo 1.2.3.4", none: true, want: []string{"printed no name"}},
		"a flood of output":        {program: `i=0; while [ $i -lt 3000 ]; do echo xxxxxxxxxx; i=$((i+1)); done`, none: true, want: []string{"printed no version"}},
		"CHROME_PATH not there":    {named: "/nowhere/chrome", want: []string{`CHROME_PATH names "/nowhere/chrome"`, "no such file", "unset it"}},
		"CHROME_PATH not in PATH":  {named: "chrome", want: []string{"not in PATH"}},
		"CHROME_PATH is a folder":  {named: os.TempDir(), want: []string{"a folder, not a program"}},
		"CHROME_PATH not runnable": {named: "chrome_test.go.txt", want: []string{"not executable"}},
		"CHROME_PATH is no shell":  {named: "/bin/echo Chromium 1.2.3.4; true", want: []string{"no such file"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			if tc.named == "chrome_test.go.txt" {
				tc.named = filepath.Join(h.home, tc.named)
				if err := os.WriteFile(tc.named, nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			h.vars["CHROME_PATH"] = tc.named
			if tc.program != "" {
				h.places = []place{{path: script(t, h.home, "it", tc.program)}}
			}
			b, err := h.find(t.Context())
			if err == nil {
				t.Fatalf("found %v", b)
			}
			if errors.Is(err, ErrNone) != tc.none {
				t.Errorf("ErrNone: %v, want %v: %v", !tc.none, tc.none, err)
			}
			for _, want := range tc.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
		})
	}
}

func TestFindStops(t *testing.T) {
	h := newHost(t)
	h.places = []place{{path: script(t, h.home, "it", "exec /bin/sleep 60")}}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.find(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestPlaces holds for every operating system and every entry of its table.
func TestPlaces(t *testing.T) {
	env := func(name string) string { return "/" + name }
	for _, goos := range []string{"linux", "darwin", "windows"} {
		all := places(goos, env)
		products := map[string]bool{}
		for _, p := range all {
			for _, product := range []string{"Chrome", "Chromium", "Edge"} {
				if strings.HasSuffix(p.why, product) {
					products[product] = true
				}
			}
			if !filepath.IsAbs(p.path) {
				t.Errorf("%s: %s is not absolute", goos, p.path)
			}
		}
		if len(products) != 3 {
			t.Errorf("%s: places for %v only", goos, products)
		}
	}
	if unknown := places("windows", func(string) string { return "" }); len(unknown) != 0 {
		t.Errorf("places below unknown folders: %v", unknown)
	}
	binary, wrapper := -1, -1
	for i, p := range linuxPlaces {
		switch p.path {
		case "/usr/lib/chromium/chromium":
			binary = i
		case "/usr/bin/chromium":
			wrapper = i
		}
	}
	if binary < 0 || wrapper < binary {
		t.Errorf("Debian's binary is at %d, its wrapper at %d", binary, wrapper)
	}
}

func TestParseVersion(t *testing.T) {
	for said, want := range map[string][2]string{
		"Chromium 156.0.8078.79 \n":                           {"Chromium", "156.0.8078.79"},
		"Chromium 156.0.8078.79 built on Debian GNU/Linux 12": {"Chromium", "156.0.8078.79"},
		"Google Chrome 156.0.8078.70 ":                        {"Chrome", "156.0.8078.70"},
		"Google Chrome for Testing 153.0.8010.0":              {"Chrome", "153.0.8010.0"},
		"Microsoft Edge 156.0.3500.1 beta":                    {"Edge", "156.0.3500.1"},
		"Vivaldi 7.9.4000":                                    {"Vivaldi", "7.9.4000"},
	} {
		product, version, err := parseVersion(said)
		if diff := cmp.Diff(want, [2]string{product, version}); diff != "" || err != nil {
			t.Errorf("%q: %v %s", said, err, diff)
		}
	}
}

func TestVersionBeside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Chromium", "Application")
	for _, d := range []string{"99.0.1.2", "156.0.8078.79", "156.0.8078.8", "SetupMetrics"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for file, want := range map[string]string{
		"chrome.exe": "Chromium 156.0.8078.79",
		"msedge.exe": "Microsoft Edge 156.0.8078.79",
	} {
		got, err := versionBeside(filepath.Join(dir, file))
		if got != want || err != nil {
			t.Errorf("%s: %q, %v; want %q", file, got, err, want)
		}
	}
	if got, err := versionBeside(filepath.Join(dir, "99.0.1.2", "chrome.exe")); err == nil {
		t.Errorf("a version from nowhere: %q", got)
	}
}

func TestDistro(t *testing.T) {
	for text, want := range map[string]string{
		"NAME=\"Debian\"\nVERSION_ID=12\nID=debian\n": "debian",
		"ID=\"opensuse-leap\"":                        "opensuse-leap",
		"ID_LIKE=debian\n":                            "",
	} {
		file := filepath.Join(t.TempDir(), "os-release")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := distro(file); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := distro("/nowhere"); got != "" {
		t.Errorf("no file: %q", got)
	}
}

func FuzzParseVersion(f *testing.F) {
	f.Add("Chromium 156.0.8078.79 built on Debian")
	f.Add("\x1b[31mChrome 1.2.3.4")
	f.Fuzz(func(t *testing.T, said string) {
		product, version, err := parseVersion(said)
		if err != nil {
			return
		}
		if product == "" || !strings.Contains(said, version) || older(version, version) {
			t.Errorf("%q: %q %q", said, product, version)
		}
		if product != printable(product, 41) {
			t.Errorf("%q is not fit to print", product)
		}
	})
}
