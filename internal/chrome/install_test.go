package chrome

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// brings is the body of a package manager that puts a browser into its own folder
// when asked to install.
const brings = `case "$*" in *install*)
  printf '#!/bin/sh\necho Chromium 156.0.8078.79\n' > "${0%/*}/chromium"; /bin/chmod 755 "${0%/*}/chromium";;
esac
echo "manager ran: $*"`

// withEnv gives the host the env command, which the table's commands start with.
func (f *fakeHost) withEnv(t *testing.T) {
	t.Helper()
	script(t, f.bin, "env", `exec /usr/bin/env "$@"`)
}

func TestInstallWithManager(t *testing.T) {
	for name, tc := range map[string]struct {
		root     bool
		programs map[string]string
		want     []string // said in this order
		never    string
	}{
		"apt as root": {
			root: true, programs: map[string]string{"apt-get": brings},
			want:  []string{"Running: env DEBIAN_FRONTEND=noninteractive apt-get", "update", "manager ran:", "Running:", "install -y --no-install-recommends chromium", "manager ran:"},
			never: "sudo",
		},
		"apt through sudo": {
			programs: map[string]string{"apt-get": brings, "sudo": `[ "$1" = -n ] && shift; exec "$@"`, "true": "exit 0"},
			want:     []string{"Running: sudo -n env DEBIAN_FRONTEND=noninteractive apt-get", "update", "manager ran:", "Running: sudo -n", "install", "manager ran:"},
		},
		"a broken source does not stop apt": {
			root: true, programs: map[string]string{"apt-get": `case "$*" in *update) exit 100;; esac` + "\n" + brings},
			want: []string{"update: exit status 100; going on", "manager ran:"},
		},
		"brew without root": {
			programs: map[string]string{"brew": brings},
			want:     []string{"Running: brew install --cask google-chrome", "manager ran:"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			h.withEnv(t)
			h.root = tc.root
			for program, body := range tc.programs {
				script(t, h.bin, program, body)
			}
			// A wish for another browser says nothing about the new one.
			h.vars["CHROME_PATH"] = "/nowhere"
			var said strings.Builder
			b, err := h.install(t.Context(), InstallOptions{Progress: &said})
			if err != nil {
				t.Fatalf("%v\n%s", err, &said)
			}
			if b.Path != filepath.Join(h.bin, "chromium") || b.Fidelity != Full {
				t.Errorf("installed %v", b)
			}
			rest := said.String()
			for _, want := range tc.want {
				var ok bool
				if _, rest, ok = strings.Cut(rest, want); !ok {
					t.Fatalf("does not say %q in its turn:\n%s", want, &said)
				}
			}
			if tc.never != "" && strings.Contains(said.String(), tc.never) {
				t.Errorf("says %q:\n%s", tc.never, &said)
			}
		})
	}
}

// TestInstallSaysTheCommand is about machines where nothing can be installed: the
// error ends in the one command to type.
func TestInstallSaysTheCommand(t *testing.T) {
	for name, tc := range map[string]struct {
		change   func(*fakeHost)
		programs map[string]string
		because  string
		command  string
	}{
		"no root and no sudo": {
			programs: map[string]string{"apt-get": brings},
			because:  "apt-get needs root", command: "sudo apt-get install -y chromium fonts-liberation",
		},
		"a sudo that asks": {
			programs: map[string]string{"apt-get": brings, "sudo": "exit 1"},
			because:  "sudo would ask", command: "sudo apt-get install -y chromium fonts-liberation",
		},
		"no npm": {
			programs: map[string]string{"apt-get": brings},
			because:  "NPM_CONFIG_REGISTRY", command: "sudo apt-get install -y chromium fonts-liberation",
		},
		"Ubuntu": {
			change:   func(h *fakeHost) { h.distro, h.root = "ubuntu", true },
			programs: map[string]string{"apt-get": brings},
			because:  "only points to a snap", command: "sudo snap install chromium",
		},
		"the manager fails": {
			change:   func(h *fakeHost) { h.root = true },
			programs: map[string]string{"dnf": "echo no space left; exit 1"},
			because:  "dnf install -y chromium liberation-fonts: exit status 1", command: "dnf install -y chromium liberation-fonts",
		},
		"the manager lies": {
			change:   func(h *fakeHost) { h.root = true },
			programs: map[string]string{"apk": "exit 0"},
			because:  "apk went well, but: no Chrome", command: "apk add chromium font-liberation",
		},
		"ARM": {
			change:  func(h *fakeHost) { h.goarch = "arm64" },
			because: "Linux on x64 with glibc only", command: "CHROME_PATH=/path/to/chrome quietroom audit URL",
		},
		"a Mac with no manager": {
			change:  func(h *fakeHost) { h.goos = "darwin" },
			because: "no package manager that quietroom knows", command: "CHROME_PATH=/path/to/chrome quietroom audit URL",
		},
		"no home": {
			change:  func(h *fakeHost) { delete(h.vars, "HOME") },
			because: "no cache folder", command: "CHROME_PATH=/path/to/chrome quietroom audit URL",
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			h.withEnv(t)
			for program, body := range tc.programs {
				script(t, h.bin, program, body)
			}
			if tc.change != nil {
				tc.change(h)
			}
			_, err := h.install(t.Context(), InstallOptions{})
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), tc.because) || !strings.HasSuffix(err.Error(), "; run: "+tc.command) {
				t.Errorf("got %q, want %q and the command %q", err, tc.because, tc.command)
			}
			if left := files(t, h.home); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

func TestManagersAreWhole(t *testing.T) {
	for _, m := range managers {
		if m.name == "" || len(m.install) == 0 || m.say == "" {
			t.Errorf("%+v: name, install and say are all needed", m)
		}
		if !strings.Contains(strings.Join(m.install, " "), m.name) || !strings.HasPrefix(m.say, m.name) {
			t.Errorf("%s: its commands run something else", m.name)
		}
	}
}

func TestInstallNoSystem(t *testing.T) {
	h := newHost(t)
	h.root = true
	h.withEnv(t)
	script(t, h.bin, "apt-get", brings)
	_, err := h.install(t.Context(), InstallOptions{NoSystem: true})
	if err == nil || !strings.Contains(err.Error(), "npm is not installed") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(h.bin, "chromium")); !errors.Is(err, os.ErrNotExist) {
		t.Error("the package manager ran")
	}
}
