package scenarios

import (
	"strings"
	"testing"
)

// TestNotices: a dialog that opens on the way and only tells something is taken note of; one
// that asks for a choice about trackers is left to those who make that choice.
func TestNotices(t *testing.T) {
	t.Parallel()
	page := func(dialog string) string {
		return `<!doctype html><html lang="en"><body><main id="m"><h1>Which service do you need?</h1><button type="button" class="c">Individual therapy</button><button type="button" class="c">Couples therapy</button></main>
			<dialog id="d">` + dialog + `</dialog><script>
			const form = () => { m.innerHTML = '<form method="post" action="/send"><input type="hidden" name="said" value="' + (d.dataset.said || '') + '"><label>Email <input type="email" name="em" required></label><button>Send</button></form>' };
			document.querySelectorAll('.c').forEach(b => b.onclick = () => { d.show(); if (d.dataset.free) form() });
			d.querySelector('button').onclick = () => { d.dataset.said = 'yes'; d.close(); form() };</script></body></html>`
	}
	for name, c := range map[string]struct{ dialog, want string }{
		"a notice":            {`<p>Sessions that are cancelled late are charged.</p><button>I have read this</button>`, "said=yes"},
		"a choice of cookies": {`<p>We use cookies and similar means to learn how you use this site.</p><button>Accept</button><script>document.currentScript.parentElement.dataset.free = '1'</script>`, "said=&"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, tab, _ := walkOnly(t, page(c.dialog))
			if len(tab.held) != 1 || !strings.Contains(tab.held[0], c.want) {
				t.Errorf("held %q, want one with %s", tab.held, c.want)
			}
		})
	}
}
