package runstore

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestFullDisk writes to /dev/full, where every write fails as on a full disk.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("this system has no /dev/full: %v", err)
	}
	s, err := Create(filepath.Join(t.TempDir(), "run"), &audit.Run{Schema: audit.RunSchema})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AddExchange(&audit.Exchange{ID: "x000001"}, nil); err != nil {
		t.Fatal(err)
	}
	real := s.exchanges.file
	s.exchanges.file = full
	err = s.AddExchange(&audit.Exchange{ID: "x000002", URL: "https://secret.example/"}, nil)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "x000002") || strings.Contains(err.Error(), "secret") {
		t.Errorf("writing to a full disk: %v", err)
	}
	s.exchanges.file = real
	if err := s.AddExchange(&audit.Exchange{ID: "x000003"}, nil); err != nil {
		t.Errorf("after the disk had room again: %v", err)
	}
	r, err := Open(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for ex, err := range r.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, ex.ID)
	}
	if got := strings.Join(ids, " "); got != "x000001 x000003" {
		t.Errorf("on record: %s", got)
	}
	if err := errors.Join(s.Close(), full.Close()); err != nil {
		t.Error(err)
	}
}
