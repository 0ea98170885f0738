//go:build !unix

package browser

import (
	"errors"
	"io"
)

func openPipe(string) (io.ReadCloser, func(), error) { return nil, nil, errors.ErrUnsupported }
