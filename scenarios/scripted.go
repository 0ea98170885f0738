package scenarios

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

//go:embed scripted.js
var scriptedJS string

// neverClicked are words of buttons that do more than lead somewhere.
const neverClicked = `delete|remove|cancel|log ?out|sign ?out|log ?off|unsubscribe|pay\b|checkout|purchase|buy|call|tel:|mailto|phone|text us|sms|chat|messag|accept|agree|allow|reject|decline|cookie|consent|submit|send|confirm|download|print|share|facebook|twitter|play|pause|mute|close|dismiss|subscribe|sign ?up|donate|crisis|988|language|supprimer|annuler|löschen|abbrechen|eliminar|cancelar|×|✕`

// openJS keeps window.open from opening anything while buttons are tried; it
// runs in the page's own world, where the page calls it.
const openJS = `(() => { const real = window.open, seen = []; window.open = (u) => { if (u && seen.length < 50) seen.push(String(u).slice(0, 4096)); return null; };
  Object.defineProperty(window, '__opened', { value: () => { window.open = real; delete window.__opened; return seen; }, configurable: true }); return true; })()`

// ScriptedLinks finds where buttons and other scripted controls lead: it clicks
// a few harmless ones outside forms, with every navigation called off (the
// Navigation API) and unsafe requests held. The page may look different
// afterwards: use the tab for nothing else that counts, or load it again.
func ScriptedLinks(ctx context.Context, tab Tab) ([]string, error) {
	frames, err := documents(ctx, tab.Context(), true)
	if err != nil {
		return nil, err
	}
	defer tab.Hold(false)
	if err := tab.Arm(ctx); err != nil {
		return nil, fmt.Errorf("the buttons of the page were not tried: %w", err)
	}
	const limit = 15 * time.Second
	cctx, cancel := join(ctx, tab.Context(), limit)
	defer cancel()
	_, shimErr := chromedp.Run(cctx, chromedp.Evaluate[bool](openJS))
	found, err := call[[]string](ctx, frames[0], limit, scriptedJS, 20, neverClicked, 40)
	if err != nil {
		return nil, fmt.Errorf("trying the buttons of the page: %w", err)
	}
	if shimErr == nil {
		opened, err := chromedp.Run(cctx, chromedp.Evaluate[[]string](`window.__opened ? window.__opened() : []`))
		if err == nil {
			found = append(found, resolve(frames[0].url, opened)...)
		}
	}
	if found == nil {
		return nil, nil // nothing was clicked, so nothing comes of it
	}
	if err := tab.Settle(ctx); err != nil {
		return nil, err
	}
	var out []string
	for _, l := range found {
		if len(l) <= maxURL && webAddress(l) {
			out = addOnce(out, l, 200)
		}
	}
	return out, nil
}
