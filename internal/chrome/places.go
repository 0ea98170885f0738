package chrome

import "path/filepath"

// place is one file that may be a browser.
type place struct {
	path string
	// why becomes Browser.Why.
	why string
	// reduced marks an engine that is not the browser of a patient.
	reduced bool
	// last is tried after everything else.
	last bool
	// home is the folder that Install unpacked, or "".
	home string
}

const whyShell = "a headless shell shares the engine with Chrome, but is not the browser that patients use"

// pathNames are the names of browsers in PATH, best first: Chrome has the codecs
// and the defaults that most patients have.
var pathNames = []string{
	"google-chrome-stable", "google-chrome", "chrome", "chromium", "chromium-browser",
	"microsoft-edge-stable", "microsoft-edge", "msedge",
}

var shellNames = []string{"chromium-headless-shell", "chrome-headless-shell"}

var linuxPlaces = []place{
	{path: "/opt/google/chrome/chrome", why: "a usual place of Chrome"},
	{path: "/usr/bin/google-chrome-stable", why: "a usual place of Chrome"},
	{path: "/usr/bin/google-chrome", why: "a usual place of Chrome"},
	// Debian, Arch and Alpine: the binary; /usr/bin/chromium is a script that
	// adds extension and GPU flags of the distribution's.
	{path: "/usr/lib/chromium/chromium", why: "a usual place of Chromium"},
	// Fedora's binary.
	{path: "/usr/lib64/chromium-browser/chromium-browser", why: "a usual place of Chromium"},
	{path: "/usr/lib/chromium-browser/chromium-browser", why: "a usual place of Chromium"},
	{path: "/usr/bin/chromium", why: "a usual place of Chromium"},
	{path: "/usr/bin/chromium-browser", why: "a usual place of Chromium"},
	{path: "/opt/microsoft/msedge/msedge", why: "a usual place of Edge"},
	{path: "/usr/bin/microsoft-edge", why: "a usual place of Edge"},
	// A snap has a /tmp of its own and cannot read hidden folders, so a profile
	// may be out of its reach.
	{path: "/snap/bin/chromium", why: "a snap of Chromium", last: true},
}

var darwinApps = []place{
	{path: "Google Chrome.app/Contents/MacOS/Google Chrome", why: "a usual place of Chrome"},
	{path: "Chromium.app/Contents/MacOS/Chromium", why: "a usual place of Chromium"},
	{path: "Microsoft Edge.app/Contents/MacOS/Microsoft Edge", why: "a usual place of Edge"},
}

var windowsPrograms = []place{
	{path: `Google\Chrome\Application\chrome.exe`, why: "a usual place of Chrome"},
	{path: `Chromium\Application\chrome.exe`, why: "a usual place of Chromium"},
	{path: `Microsoft\Edge\Application\msedge.exe`, why: "a usual place of Edge"},
}

// places lists the usual places of one operating system, best first.
func places(goos string, env func(string) string) []place {
	switch goos {
	case "darwin":
		return below(darwinApps, "/Applications", join(env("HOME"), "Applications"))
	case "windows":
		return below(windowsPrograms, env("ProgramFiles"), env("ProgramFiles(x86)"), env("LocalAppData"))
	default:
		return linuxPlaces
	}
}

// below puts every program under every folder that is known, the programs' order
// first: a Chrome anywhere comes before an Edge.
func below(programs []place, dirs ...string) []place {
	var all []place
	for _, p := range programs {
		for _, dir := range dirs {
			if dir != "" {
				q := p
				q.path = filepath.Join(dir, p.path)
				all = append(all, q)
			}
		}
	}
	return all
}

// join is filepath.Join that keeps an unknown folder unknown.
func join(dir, name string) string {
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, name)
}
