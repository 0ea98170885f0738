//go:build !unix

package login

import "io/fs"

// private is true where a file's mode says nothing about who can read it.
func private(fs.FileInfo) bool { return true }
