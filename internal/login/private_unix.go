//go:build unix

package login

import (
	"io/fs"
	"os"
	"syscall"
)

// private reports whether a file is this user's, and nobody else may read or
// write it. Root may use what another user keeps private.
func private(info fs.FileInfo) bool {
	if st, ok := info.Sys().(*syscall.Stat_t); ok && os.Geteuid() != 0 && int(st.Uid) != os.Geteuid() {
		return false
	}
	return info.Mode().Perm()&0o077 == 0
}
