package chrome

// manager is one package manager and what it is asked for. Fonts come along: a
// machine without any lays every text out with no size, so that nothing can be
// read or clicked.
type manager struct {
	// name is the program in PATH that tells that the manager is there.
	name string
	// asRoot is true when it must run as root or through sudo.
	asRoot bool
	// refresh brings the lists up to date first; its failure is said and passed
	// over, since one broken source need not stop an installation. May be nil.
	refresh []string
	install []string
	// say is the one command for a person to type.
	say string
	// snapOn names the distribution where its chromium is only a pointer to a
	// snap, which this package leaves to a person.
	snapOn string
}

var managers = []manager{
	{
		name: "apt-get", asRoot: true,
		refresh: []string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120", "update"},
		install: []string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120",
			"install", "-y", "--no-install-recommends", "chromium", "chromium-sandbox", "fonts-liberation"},
		say: "apt-get install -y chromium fonts-liberation", snapOn: "ubuntu",
	},
	{
		name: "dnf", asRoot: true,
		install: []string{"dnf", "install", "-y", "chromium", "liberation-fonts"},
		say:     "dnf install -y chromium liberation-fonts",
	},
	{
		name: "zypper", asRoot: true,
		install: []string{"zypper", "--non-interactive", "install", "chromium", "liberation-fonts"},
		say:     "zypper install chromium liberation-fonts",
	},
	{
		name: "pacman", asRoot: true,
		install: []string{"pacman", "-Sy", "--noconfirm", "--needed", "chromium", "ttf-liberation"},
		say:     "pacman -Sy chromium ttf-liberation",
	},
	{
		name: "apk", asRoot: true,
		install: []string{"apk", "add", "chromium", "font-liberation"},
		say:     "apk add chromium font-liberation",
	},
	{
		name:    "brew",
		install: []string{"brew", "install", "--cask", "google-chrome"},
		say:     "brew install --cask google-chrome",
	},
	{
		name: "winget",
		install: []string{"winget", "install", "--id", "Google.Chrome", "-e", "--silent",
			"--accept-package-agreements", "--accept-source-agreements"},
		say: "winget install --id Google.Chrome -e",
	},
}

// manager returns the first package manager that this host has.
func (h host) manager() (manager, bool) {
	for _, m := range h.managers {
		if h.lookPath(m.name) != "" {
			return m, true
		}
	}
	return manager{}, false
}

// command is the one command that would bring a browser here.
func (h host) command() string {
	m, ok := h.manager()
	switch {
	case !ok:
		return "CHROME_PATH=/path/to/chrome quietroom audit URL"
	case m.snapOn != "" && m.snapOn == h.distro:
		return "sudo snap install chromium"
	case m.asRoot && !h.root:
		return "sudo " + m.say
	default:
		return m.say
	}
}
