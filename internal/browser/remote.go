package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// remoteSocket finds the browser's websocket behind the address of a debugging
// port; an address that names a browser already is kept.
func remoteSocket(ctx context.Context, address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("--remote-chrome %q: want ws://HOST:PORT/ or ws://HOST:PORT/devtools/browser/ID", address)
	}
	if strings.Contains(u.Path, "/devtools/browser/") {
		return address, nil
	}
	scheme := map[string]string{"ws": "http", "http": "http", "wss": "https", "https": "https"}[u.Scheme]
	if scheme == "" {
		return "", fmt.Errorf("--remote-chrome %q: the scheme must be ws, wss, http or https", address)
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+u.Host+"/json/version", nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", fmt.Errorf("no Chrome answers at %s (start one with --remote-debugging-port): %w", u.Host, err)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return "", fmt.Errorf("reading from %s: %w", u.Host, err)
	}
	var v struct {
		WebSocketDebuggerURL string `json:"webSocketDebuggerUrl"`
	}
	if err := json.Unmarshal(body, &v); err != nil || v.WebSocketDebuggerURL == "" {
		return "", fmt.Errorf("%s answers, but not as Chrome's debugging port does", u.Host)
	}
	return v.WebSocketDebuggerURL, nil
}
