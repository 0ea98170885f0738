package demosite

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// start plays a site until the test ends.
func start(t *testing.T, o Options) *Site {
	t.Helper()
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// client reaches the site under every name, trusts only its authority, and
// follows no redirect.
func client(t *testing.T, s *Site) *http.Client {
	t.Helper()
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(s.CACert()) {
		t.Fatal("CACert gives no certificate")
	}
	tlsPort, plainPort := s.Ports()
	tr := &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots},
		ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			port := tlsPort
			if strings.HasSuffix(addr, ":80") {
				port = plainPort
			}
			return (&net.Dialer{}).DialContext(ctx, network, (&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}).String())
		},
	}
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func get(t *testing.T, c *http.Client, addr string) (int, http.Header, string) {
	t.Helper()
	res, err := c.Get(addr)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(b)
}

func TestVendorsKeepExactBytes(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	c := client(t, s)
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest("POST", "https://rs.fullstory.com/rec/bundle/v2?a=%7e&b=x%20y+z", bytes.NewReader(z.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Encoding", "gzip")
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	got := s.Received("rs.fullstory.com")
	if len(got) != 1 || !bytes.Equal(got[0].Body, z.Bytes()) || got[0].URL != req.URL.String() || got[0].Method != "POST" || got[0].Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("received %+v", got)
	}
	if all := s.All(); len(all) != 1 {
		t.Errorf("All gives %d, want 1", len(all))
	}
	get(t, c, "https://update.example.net/x")
	if len(s.Strays()) != 1 || len(s.All()) != 1 {
		t.Error("a host that no page names must be a stray only")
	}
}

func TestPracticeLog(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	c := client(t, s)
	res, err := c.Post(Origin+"/api/bookings", "application/json", strings.NewReader(`{"a":1}`))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if got := s.PracticeReceived("/api/bookings"); len(got) != 1 || string(got[0].Body) != `{"a":1}` || res.StatusCode != 201 {
		t.Errorf("bookings: %+v, status %d", got, res.StatusCode)
	}
	if len(s.Trespasses()) != 0 {
		t.Error("nobody trespassed yet")
	}
	for _, p := range []string{"/logout", "/newsletter/unsubscribe?u=1", "/appointments/cancel", "/staff"} {
		get(t, c, Origin+p)
	}
	if got := len(s.Trespasses()); got != 4 {
		t.Errorf("%d trespasses, want 4", got)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	c := client(t, start(t, Options{}))
	for _, tc := range []struct{ from, to string }{
		{"http://" + Host + "/about?a=b", Origin + "/about?a=b"},
		{"https://harborlight-counseling.example/team", Origin + "/team"},
		{Origin + "/appointments", "/book"},
		{Origin + "/services/", "/services"},
		{Origin + "/out/directory", "https://www.portmere-directory.example/listing/harborlight"},
	} {
		if status, h, _ := get(t, c, tc.from); status/100 != 3 || h.Get("Location") != tc.to {
			t.Errorf("%s: %d to %q, want %q", tc.from, status, h.Get("Location"), tc.to)
		}
	}
	for path, to := range map[string]string{"/intake": "/thank-you", "/pay": "/thank-you", "/portal": "/thank-you", "/careers": "/careers?sent=1"} {
		res, err := c.PostForm(Origin+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != 303 || res.Header.Get("Location") != to {
			t.Errorf("POST %s: %d to %q", path, res.StatusCode, res.Header.Get("Location"))
		}
	}
}

func TestHangPage(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{"server": {HangPage: true}, "script": {HangScript: true}, "clean": {HangPage: true, Clean: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, o)
			c := client(t, s)
			if slices.Contains(s.CleanPages(), HangPath) {
				t.Error("a page that never finishes is never clean")
			}
			if _, _, home := get(t, c, s.URL()); !strings.Contains(home, `href="`+HangPath+`"`) {
				t.Error("nothing leads to the page that hangs")
			}
			if o.HangScript {
				if _, _, body := get(t, c, Origin+HangPath); !strings.Contains(body, "while (true)") {
					t.Error("the script does not hang")
				}
				return
			}
			ended := make(chan error, 1)
			go func() {
				res, err := c.Get(Origin + HangPath)
				if err == nil {
					res.Body.Close()
				}
				ended <- err
			}()
			for len(s.PracticeReceived(HangPath)) == 0 {
				time.Sleep(time.Millisecond)
			}
			if err := s.Close(); err != nil { // must not wait for it
				t.Error(err)
			}
			if err := <-ended; err == nil {
				t.Error("the page that hangs has answered")
			}
		})
	}
}

func TestStartStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s, err := Start(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-s.quit
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", s.secure.Addr().String()); err == nil {
		t.Error("still listening after its context ended")
	}
}

func TestConnectTo(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	if got := s.ConnectTo(); len(got) != 2 || !regexp.MustCompile(`^:443:127\.0\.0\.1:\d+$`).MatchString(got[0]) || !regexp.MustCompile(`^:80:127\.0\.0\.1:\d+$`).MatchString(got[1]) {
		t.Errorf("ConnectTo: %q", got)
	}
}
