package pause_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/pause"
)

func TestFor(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tc := range map[string]struct {
		ctx  context.Context
		d    time.Duration
		want error
	}{
		"a moment":               {t.Context(), time.Millisecond, nil},
		"nothing":                {t.Context(), 0, nil},
		"nothing, after the end": {ended, -1, context.Canceled},
		"long, after the end":    {ended, time.Hour, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			if err := pause.For(tc.ctx, tc.d); !errors.Is(err, tc.want) {
				t.Errorf("For gives %v, want %v", err, tc.want)
			}
		})
	}
}
