//go:build !unix

package browser

import "os/exec"

func dropPrivileges(*exec.Cmd, string, *Config) error { return nil }

func killTree(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = cmd.Process.Kill()
	}
}

func killGroup(int) {}
