//go:build !unix

package browser

import (
	"os"
	"os/exec"
)

func dropPrivileges(*exec.Cmd, string, *Config) error { return nil }

func killTree(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = cmd.Process.Kill()
	}
}

// alive reports whether a process with this id exists.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err == nil {
		_ = p.Release()
	}
	return err == nil
}
