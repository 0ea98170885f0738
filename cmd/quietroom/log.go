package main

import (
	"io"
	"log/slog"
)

// newLogger writes to standard error: warnings by default, more with -v. Nothing
// below logs a value of the patient or a payload, at any level.
func newLogger(w io.Writer, verbose int) *slog.Logger {
	level := slog.LevelWarn
	switch {
	case verbose >= 2:
		level = slog.LevelDebug
	case verbose == 1:
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}
