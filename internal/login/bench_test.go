package login

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
)

// BenchmarkRedact is the cost of an exchange that holds nothing of the account.
func BenchmarkRedact(b *testing.B) {
	v := opened(b)
	for i := range 30 {
		v.LearnToken(fmt.Sprintf("token-%d-0123456789abcdef%d", i, i*7919))
	}
	body := []byte(`{"events":[` + strings.Repeat(`{"type":"click","target":"button.primary","time":1700000000123,"id":"3f2b6c1d-9a2e-4c55-8d1e-0a1b2c3d4e5f"},`, 40) + `{}]}`)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		ex := &audit.Exchange{URL: "https://collect.vendor.example/v1/batch?sid=3f2b6c1d&ts=1700000000", Headers: []audit.Header{{"User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"}, {"Content-Type", "application/json"}}}
		if v.Redact(ex, body); len(ex.Hidden) > 0 {
			b.Fatal("something was hidden")
		}
	}
}

func BenchmarkTokensDetector(b *testing.B) {
	for b.Loop() {
		var list []audit.Canary
		for i := range 30 {
			list = append(list, audit.Canary{Patient: Owner, Kind: audit.KindSessionToken, Value: fmt.Sprintf("token-%d-0123456789abcdef%d", i, i*7919)})
		}
		detect.New(detect.Config{Canaries: list})
	}
}
