//go:build unix

package browser

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// nobody is the user that Chrome runs as when quietroom runs as root: Chrome
// refuses its sandbox as root, and a browser of hostile pages has no business
// there.
const nobody = 65534

// dropPrivileges gives the command a process group of its own and, under root,
// the unprivileged user, who gets the folder.
func dropPrivileges(cmd *exec.Cmd, dir string, c *Config) error {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() != 0 || c.NoSandbox {
		return nil
	}
	if closed := closedFolder(c.Path); closed != "" {
		return fmt.Errorf("%s cannot be run by an unprivileged user, because %s is closed to others; move that Chrome to a folder that is open, or pass --no-sandbox, which the report will say", c.Path, closed)
	}
	cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	return filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(p, nobody, nobody)
	})
}

// closedFolder names the first folder on the way to file that others may not
// enter, or the file itself when they may not run it; "" when all is open.
func closedFolder(file string) string {
	abs, err := filepath.Abs(file)
	if err != nil {
		return ""
	}
	parts := strings.Split(strings.TrimPrefix(abs, "/"), "/")
	at := "/"
	for _, part := range parts {
		at = filepath.Join(at, part)
		if st, err := os.Stat(at); err == nil && st.Mode().Perm()&0o001 == 0 {
			return at
		}
	}
	return ""
}

// killTree ends what is left of Chrome's process group. The group is Chrome's
// own, so nothing else can be hit.
func killTree(cmd *exec.Cmd) {
	if cmd.Process != nil {
		killGroup(cmd.Process.Pid)
	}
}

func killGroup(leader int) { _ = syscall.Kill(-leader, syscall.SIGKILL) }
