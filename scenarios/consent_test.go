package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// did is what the fixtures' buttons do: tell the server, and take the banner away.
const did = `<script>
function did(what, gone) { fetch('/did?' + what); for (const s of (gone || '#box').split(',')) document.querySelectorAll(s).forEach((e) => e.remove()); }
function off(sel, root) { return [...(root || document).querySelectorAll(sel)].every((i) => i.disabled || !(i.checked || i.getAttribute('aria-checked') === 'true')); }
</script><main><h1>Practice</h1><p>Care for people.</p></main>`

// banners are consent banners in the shapes that managers and unknown hands give
// them. Every other button beside the right ones is a trap that tells the server.
var banners = map[string]struct {
	page, frame string // frame is served from another site at /frame
	manager     string
	// accept and reject are what the server hears; an error's words where they begin with "!".
	accept, reject string
}{
	"OneTrust": {manager: "OneTrust", accept: "accept", reject: "reject", page: `<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" style="position:fixed;bottom:0;width:100%"><p>We use cookies.</p>
<button id="onetrust-pc-btn-handler" onclick="did('trap')">Cookie Settings</button><button id="onetrust-reject-all-handler" onclick="OnetrustActiveGroups=',C0001,';did('reject','#onetrust-consent-sdk')">Reject All</button>
<button id="onetrust-accept-btn-handler" onclick="OnetrustActiveGroups=',C0001,C0002,C0004,';did('accept','#onetrust-consent-sdk')">Accept All Cookies</button></div></div><script>var OnetrustActiveGroups=',C0001,'</script>`},
	"OneTrust in two steps": {manager: "OneTrust", accept: "accept", reject: "reject", page: `<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" style="position:fixed;bottom:0;width:100%"><p>We use cookies.</p>
<button id="onetrust-pc-btn-handler" onclick="setTimeout(()=>document.querySelector('#onetrust-pc-sdk').style.display='block',600)">Manage Choices</button><button id="onetrust-accept-btn-handler" onclick="did('accept','#onetrust-consent-sdk')">Accept</button></div>
<div id="onetrust-pc-sdk" style="display:none;position:fixed;top:0;left:0;width:400px;height:300px;background:#fff"><p>Privacy</p><button onclick="did('trap')" id="accept-recommended-btn-handler">Allow All</button>
<input type="checkbox" class="category-switch-handler" checked><button class="save-preference-btn-handler" onclick="did(off('.category-switch-handler')?'reject':'trap','#onetrust-consent-sdk')">Confirm My Choices</button></div></div>`},
	"Cookiebot": {manager: "Cookiebot", accept: "accept", reject: "reject", page: `<script>var Cookiebot={}</script><div id="CybotCookiebotDialog" style="position:fixed;top:30%;left:20%"><p>This website uses cookies</p>
<button id="CybotCookiebotDialogBodyButtonDecline" onclick="Cookiebot.declined=true;did('reject','#CybotCookiebotDialog')">Deny</button><button id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll" onclick="Cookiebot.consented=true;did('accept','#CybotCookiebotDialog')">Allow all</button></div>`},
	"CookieYes with switches": {manager: "CookieYes", accept: "accept", reject: "reject", page: `<div class="cky-consent-container" style="position:fixed;bottom:0"><p>We value your privacy</p><button data-cky-tag="settings-button" onclick="document.querySelector('.cky-modal').classList.add('cky-modal-open')">Customise</button><button data-cky-tag="accept-button" onclick="did('accept','.cky-consent-container,.cky-modal')">Accept All</button></div>
<div class="cky-modal" hidden><p>Cookies</p></div><style>.cky-modal-open{display:block!important;position:fixed;top:0;background:#fff}</style>
<script>document.querySelector('.cky-modal').innerHTML='<input type="checkbox" checked disabled><input type="checkbox" checked><button data-cky-tag="detail-save-button" onclick="did(off(\'.cky-modal input\')?\'reject\':\'trap\',\'.cky-consent-container,.cky-modal\')">Save My Preferences</button><button onclick="did(\'trap\')">Accept All</button>'</script>`},
	"Complianz": {manager: "Complianz", accept: "accept", reject: "reject", page: `<div id="cmplz-cookiebanner-container"><div class="cmplz-cookiebanner" style="position:fixed;bottom:10px;right:10px"><p>Manage Consent</p>
<button class="cmplz-accept" onclick="did('accept','.cmplz-cookiebanner')">Accept</button><button class="cmplz-deny" onclick="did('reject','.cmplz-cookiebanner')">Deny</button><button class="cmplz-view-preferences" onclick="did('trap')">View preferences</button></div></div>`},
	"Usercentrics, late, in a shadow root": {manager: "Usercentrics", accept: "accept", reject: "reject", page: `<div id="usercentrics-root"></div><script>
setTimeout(() => { const r = document.querySelector('#usercentrics-root').attachShadow({ mode: 'open' });
r.innerHTML = '<div style="position:fixed;bottom:0;left:0;right:0"><p>Privacy Settings</p><button data-testid="uc-more-button">More</button><button data-testid="uc-deny-all-button">Deny</button><button data-testid="uc-accept-all-button">Accept All</button></div>';
let all; window.UC_UI = { areAllConsentsAccepted: () => all };
const [more, deny, accept] = r.querySelectorAll('button'); more.onclick = () => did('trap');
const small = () => { r.innerHTML = '<button style="position:fixed;bottom:0;left:0" data-testid="uc-privacy-button">Privacy settings</button>'; };
deny.onclick = () => { all = false; fetch('/did?reject'); small(); }; accept.onclick = () => { all = true; fetch('/did?accept'); small(); }; }, 1500);</script>`},
	"Didomi with TCF": {manager: "Didomi", accept: "accept", reject: "reject", page: `<script>let tc = { tcString: '', eventStatus: 'cmpuishown', purpose: { consents: {} }, listenerId: 1 };
window.__tcfapi = (cmd, v, cb) => { if (cmd === 'addEventListener') cb(tc, true); };
function answer(n) { tc = { tcString: 'CQx', eventStatus: 'useractioncomplete', listenerId: 1, purpose: { consents: Object.fromEntries([1,2,3,4].map((i) => [i, i <= n])) } }; did(n ? 'accept' : 'reject', '#didomi-host'); }</script>
<div id="didomi-host"><div id="didomi-notice" style="position:fixed;bottom:0"><p>With your agreement, we and our partners use cookies.</p><button id="didomi-notice-agree-button" onclick="answer(4)">Agree and close</button><span class="didomi-continue-without-agreeing" role="button" tabindex="0" onclick="answer(0)">Continue without agreeing →</span></div></div>`},
	"Sourcepoint in a frame of another site": {manager: "Sourcepoint", accept: "accept", reject: "reject",
		page:  `<iframe id="box" style="position:fixed;bottom:0;left:0;width:500px;height:200px"></iframe><script>document.querySelector('#box').src = location.origin.replace('127.0.0.1', 'localhost') + '/frame?message_id=1'; addEventListener('message', (e) => { if (e.data.did) did(e.data.did); })</script>`,
		frame: `<div class="message-component"><p>We use cookies</p><button class="sp_choice_type_12" onclick="parent.postMessage({did:'trap'},'*')">Options</button><button class="sp_choice_type_13" onclick="parent.postMessage({did:'reject'},'*')">Reject</button><button class="sp_choice_type_11" onclick="parent.postMessage({did:'accept'},'*')">Accept</button></div>`},
	"Klaro":                        {manager: "Klaro", accept: "accept", reject: "reject", page: `<div class="klaro"><div class="cookie-notice" style="position:fixed;bottom:0"><p>Hi! Could we please enable some services?</p><a class="cn-learn-more" href="#" onclick="did('trap')">Let me choose</a><button class="cm-btn cn-decline" onclick="did('reject','.klaro')">I decline</button><button class="cm-btn cm-btn-success" onclick="did('accept','.klaro')">That's ok</button></div></div>`},
	"tarteaucitron":                {manager: "tarteaucitron", accept: "accept", reject: "reject", page: `<div id="tarteaucitronRoot"><div id="tarteaucitronAlertBig" style="position:fixed;bottom:0"><span>Ce site utilise des cookies</span><button id="tarteaucitronPersonalize2" onclick="document.cookie='tarteaucitron=!gtag=true';did('accept','#tarteaucitronAlertBig')">✓ OK, tout accepter</button><button id="tarteaucitronAllDenied2" onclick="document.cookie='tarteaucitron=!gtag=false';did('reject','#tarteaucitronAlertBig')">✗ Interdire tous les cookies</button><button id="tarteaucitronCloseAlert" onclick="did('trap')">Personnaliser</button></div></div>`},
	"Osano":                        {manager: "Osano", accept: "accept", reject: "reject", page: `<div class="osano-cm-window"><div class="osano-cm-dialog" style="position:fixed;bottom:0"><p>This website utilizes technologies such as cookies</p><button class="osano-cm-manage" onclick="did('trap')">Manage</button><button class="osano-cm-denyAll" onclick="did('reject','.osano-cm-dialog')">Deny Non-Essential</button><button class="osano-cm-accept-all" onclick="did('accept','.osano-cm-dialog')">Accept</button></div><button class="osano-cm-widget" style="position:fixed;bottom:0;right:0" onclick="did('trap')">Cookie Preferences</button></div>`},
	"HubSpot":                      {manager: "HubSpot cookie banner", accept: "accept", reject: "reject", page: `<div id="hs-eu-cookie-confirmation" style="position:fixed;top:0"><p>This website stores cookies on your computer.</p><button id="hs-eu-confirmation-button" onclick="document.cookie='__hs_cookie_cat_pref=1:true,2:true,3:true';did('accept','#hs-eu-cookie-confirmation')">Accept</button><button id="hs-eu-decline-button" onclick="document.cookie='__hs_cookie_cat_pref=1:false,2:false,3:false';did('reject','#hs-eu-cookie-confirmation')">Decline</button></div>`},
	"CookieConsent that slides in": {manager: "CookieConsent (orestbida)", accept: "accept", reject: "reject", page: `<style>@keyframes in{from{transform:translateX(300px)}to{transform:none}}</style><div id="cc-main"><div class="cm-wrapper"><div style="position:fixed;bottom:0;left:0;animation:in 1.2s linear"><p>Hello, it's cookie time!</p><button class="cm__btn" style="width:150px" data-role="necessary" onclick="did('reject','#cc-main')">Reject all</button><button class="cm__btn" style="width:150px" data-role="all" onclick="did('accept','#cc-main')">Accept all</button></div></div></div>`},
	"Transcend, in a closed shadow root": {manager: "Transcend", accept: "accept", reject: "reject", page: `<div id="transcend-consent-manager" style="position:fixed;bottom:0"></div><script>const host = document.querySelector('#transcend-consent-manager'), r = host.attachShadow({ mode: 'closed' });
r.innerHTML = '<div id="consentManagerMainDialog" role="dialog"><p>We use cookies and similar technologies.</p><button>More Choices</button><button>Reject All</button><button>Accept All</button></div>';
const [m, n, y] = r.querySelectorAll('button'); m.onclick = () => did('trap'); n.onclick = () => did('reject', '#transcend-consent-manager'); y.onclick = () => did('accept', '#transcend-consent-manager');</script>`},
	"unknown, German, in a web component": {accept: "accept", reject: "reject", page: `<practice-hinweis></practice-hinweis><script>customElements.define('practice-hinweis', class extends HTMLElement { connectedCallback() { const r = this.attachShadow({ mode: 'open' });
r.innerHTML = '<div style="position:fixed;bottom:0;left:0;right:0"><p>Wir verwenden Cookies und ähnliche Verfahren.</p><a href="/datenschutz">Datenschutz</a><button>Einstellungen</button><button>Nur notwendige Cookies</button><button>Alle akzeptieren</button></div>';
const [s, n, a] = r.querySelectorAll('button'); s.onclick = () => did('trap'); n.onclick = () => did('reject', 'practice-hinweis'); a.onclick = () => did('accept', 'practice-hinweis'); } });</script>`},
	"unknown, French, in two steps": {accept: "accept", reject: "reject", page: `<div id="box" role="dialog" style="position:fixed;bottom:0"><p>Nous utilisons des cookies.</p><button onclick="document.querySelector('#box2').hidden=false">Paramétrer</button><button onclick="did('accept')">Tout accepter</button>
<div id="box2" hidden><label><input type="checkbox" checked disabled>Nécessaires</label><label><input type="checkbox" checked>Mesure d'audience</label><span role="switch" tabindex="0" aria-checked="true" onclick="this.setAttribute('aria-checked','false')">Publicité</span><button onclick="did(off('#box2 input,#box2 [role=switch]')?'reject':'trap')">Enregistrer mes choix</button></div></div>`},
	"unknown, Spanish, a bar in the page": {accept: "accept", reject: "reject", page: `<div class="aviso-cookies" id="box"><p>Usamos cookies propias y de terceros.</p><button onclick="did('accept')">Aceptar</button><button onclick="did('reject')">Rechazar</button></div>`},
	"unknown, Polish":                     {accept: "accept", reject: "reject", page: `<div id="box" style="position:fixed;bottom:0"><p>Ta strona korzysta z plików cookie.</p><input type="button" value="Akceptuję wszystkie" onclick="did('accept')"><input type="button" value="Tylko niezbędne" onclick="did('reject')"></div>`},
	"a notice that only says OK":          {accept: "accept", reject: `!has no button that was understood to refuse; its buttons: "Got it!"`, page: `<div id="box" style="position:fixed;bottom:0"><p>This site uses cookies.</p><a href="/privacy">Learn more</a><button onclick="did('accept')">Got it!</button></div>`},
	"refuse for money":                    {accept: "accept", reject: `!no button that was understood to refuse`, page: `<div id="box" style="position:fixed;bottom:0"><p>We use cookies.</p><button onclick="did('trap')">Reject and subscribe</button><button onclick="did('accept')">Accept all</button></div>`},
	"a banner that does not go":           {accept: `!was still there after Accept all was pressed`, reject: `!was still there after Reject all was pressed`, page: `<div id="box" style="position:fixed;bottom:0"><p>We use cookies.</p><button>Reject all</button><button>Accept all</button></div>`},
	"a refusal that is taken for the opposite": {manager: "Cookiebot", accept: "accept", reject: `!the banner's own interface (Cookiebot) says accept`, page: `<script>var Cookiebot={}</script><div id="CybotCookiebotDialog" style="position:fixed;top:30%"><p>cookies</p>
<button id="CybotCookiebotDialogBodyButtonDecline" onclick="Cookiebot.consented=true;did('reject','#CybotCookiebotDialog')">Deny</button><button id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll" onclick="Cookiebot.consented=true;did('accept','#CybotCookiebotDialog')">Allow all</button></div>`},
	"a manager that shows nothing": {manager: "OneTrust", accept: `!OneTrust is on the page and showed no banner`, reject: `!OneTrust is on the page and showed no banner`, page: `<div id="onetrust-consent-sdk"></div>`},
	"a form that is no banner":     {accept: `!the page asks for no consent`, reject: `!the page asks for no consent`, page: `<div role="dialog" class="privacy" style="position:fixed;bottom:0"><p>Our newsletter (we use cookies to count).</p><input type="email"><button onclick="did('trap')">Accept</button><button onclick="did('trap')">Decline</button></div><p>Do you accept cookies at dinner?</p><button onclick="did('trap')">Accept</button>`},
}

// TestConsent answers every banner both ways: the right button is pressed, the
// traps are not, and what could not be answered is said.
func TestConsent(t *testing.T) {
	t.Parallel()
	for name, b := range banners {
		for _, want := range []audit.Consent{audit.ConsentAccept, audit.ConsentReject} {
			t.Run(fmt.Sprintf("%s/%s", name, want), func(t *testing.T) {
				t.Parallel()
				s := serve(t, map[string]string{"/": did + b.page, "/frame": b.frame})
				tab := newTab(t)
				out := Walk(t.Context(), tab, Scenario{Name: "consent", Page: s.URL, Steps: []PlannedStep{
					{Verb: "visit", Target: s.URL + "/"}, {Verb: "consent", Target: string(want)},
				}}, WalkConfig{Journey: "j1", StepTimeout: 2 * time.Minute})
				var heard []string
				for _, g := range s.got() {
					if what, ok := strings.CutPrefix(g, "/did?"); ok {
						heard = append(heard, what)
					}
				}
				expect := b.accept
				if want == audit.ConsentReject {
					expect = b.reject
				}
				if out.Choice == nil {
					t.Fatalf("no choice on record; %s", out.Why)
				}
				if why, failed := strings.CutPrefix(expect, "!"); failed {
					if out.Choice.Made || out.Status != audit.Inconclused || !strings.Contains(out.Choice.Why, why) || !strings.Contains(out.Why, why) {
						t.Errorf("made %v, status %s, why %q; want %q", out.Choice.Made, out.Status, out.Choice.Why, why)
					}
					if slices.Contains(heard, "trap") {
						t.Errorf("the page heard %q", heard)
					}
					return
				}
				if diff := cmp.Diff([]string{expect}, heard); diff != "" {
					t.Errorf("what the page heard: %s", diff)
				}
				if !out.Choice.Made || out.Status != audit.Walked || out.Choice.Manager != b.manager || !slices.Contains(out.Choice.Proofs, "banner gone") {
					t.Errorf("choice %+v, status %s, why %q", out.Choice, out.Status, out.Why)
				}
			})
		}
	}
}

// TestConsentSignals reads what a page says of a choice, and keeps no string.
func TestConsentSignals(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": did + `<script>window.dataLayer = []; function gtag() { dataLayer.push(arguments); }
gtag('consent', 'default', { ad_storage: 'denied', analytics_storage: 'denied', wait_for_update: 500 });
let tc = { tcString: '', eventStatus: 'cmpuishown', purpose: { consents: { 1: false } } };
window.__tcfapi = (cmd, v, cb) => { if (cmd === 'addEventListener') { tc.listenerId = 4; cb(tc, true); } };
window.__gpp = (cmd, cb) => cb({ gppVersion: '1.1', applicableSections: [7, 8], gppString: 'SECRET' }, true);
function yes() { gtag('consent', 'update', { ad_storage: 'granted', analytics_storage: 'granted', evil: '<b>' }); tc = { tcString: 'SECRET', eventStatus: 'useractioncomplete', purpose: { consents: { 1: true, 2: true, 3: false } } }; did('accept'); }</script>
<div id="box" style="position:fixed;bottom:0"><p>We use cookies.</p><button onclick="yes()">Accept all</button></div>`})
	out := Walk(t.Context(), newTab(t), Scenario{Name: "consent", Page: s.URL, Steps: []PlannedStep{
		{Verb: "visit", Target: s.URL + "/"}, {Verb: "consent", Target: "accept"},
	}}, WalkConfig{StepTimeout: 2 * time.Minute})
	denied, granted := map[string]string{"ad_storage": "denied", "analytics_storage": "denied"}, map[string]string{"ad_storage": "granted", "analytics_storage": "granted"}
	want := &audit.ConsentWalk{
		State: audit.ConsentAccept, Made: true, Clicks: []string{"Accept all"}, Proofs: []string{"banner gone", "tcf", "consent mode"},
		Before: audit.ConsentSignals{TCF: true, TCFStatus: "cmpuishown", Default: denied, GPP: true, GPPSections: []string{"7", "8"}},
		After:  audit.ConsentSignals{TCF: true, TCFString: true, TCFStatus: "useractioncomplete", TCFPurposes: 2, Default: denied, Update: granted, GPP: true, GPPSections: []string{"7", "8"}},
	}
	if diff := cmp.Diff(want, out.Choice); diff != "" {
		t.Error(diff)
	}
}

// TestConsentAskedAgain: a page that asks for a choice which was made before keeps
// its walk from being walked.
func TestConsentAskedAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": did + banners["unknown, Polish"].page, "/late": did + `<script>setTimeout(() => document.querySelector('main').insertAdjacentHTML('afterend', '<div id="box" style="position:fixed;bottom:0"><p>We use cookies.</p><button>Accept</button></div>'), 400)</script>`, "/quiet": did})
	for path, again := range map[string]bool{"/": true, "/late": true, "/quiet": false} {
		for _, c := range audit.Consents {
			out := Walk(t.Context(), newTab(t), Scenario{Name: "visit", Page: s.URL + path, Steps: []PlannedStep{
				{Verb: "visit", Target: s.URL + path}, {Verb: "scroll"}, {Verb: "wait"},
			}}, WalkConfig{Consent: c, Dwell: time.Second})
			want := again && c.Chosen()
			if out.AskedAgain != want || (out.Status == audit.Inconclused) != want || strings.Contains(out.Why, "asked for consent again") != want {
				t.Errorf("%s %s: asked again %v, %s: %s", path, c.When(), out.AskedAgain, out.Status, out.Why)
			}
		}
	}
}
