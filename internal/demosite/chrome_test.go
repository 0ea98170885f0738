package demosite

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// typed is what the patient of these tests types.
var typed = map[audit.Kind]string{
	audit.KindEmail: "Harbor.Heron@example.com", audit.KindPhone: "(207) 555-0188", audit.KindGivenName: "Zoraphine", audit.KindFamilyName: "Quillfeather",
	audit.KindFullName: "Zoraphine Quillfeather", audit.KindPreferredName: "Phinnie", audit.KindMessage: "Is there room on Thursdays?",
	audit.KindReason: "I wake up at four every night.", audit.KindMedication: "hydroxyzine 25 mg", audit.KindAllergies: "penicillin and latex", audit.KindDiagnosis: "seasonal low mood, 2019",
	audit.KindProvider: "Dr. Osric Vandermolen", audit.KindMemberID: "XQZ884120937", audit.KindGroupNumber: "GRP-77105-Q", audit.KindEmergencyName: "Ambrose Tillinghast",
	audit.KindEmergencyPhone: "(207) 555-0171", audit.KindBirthDate: "1984-07-19", audit.KindStreet: "4471 Periwinkle Hollow", audit.KindStreet2: "Loft 9C-west", audit.KindCity: "Little Wexcombe",
	audit.KindUsername: "harborheron84", audit.KindPassword: "tide-Pool-4471!", audit.KindInvoice: "INV-QZ-77120", audit.KindSearchQuery: "night sweats dread", audit.KindPostalCode: "04099",
	audit.KindCardName: "Z A Q Feathers", audit.KindCardNumber: "4000056655665556", audit.KindCardExpiry: "11/31", audit.KindCardCode: "914",
}

// picked is what is chosen among what the site offers: the second of each.
var picked = map[audit.Kind]string{
	audit.KindService: "First visit, individual", audit.KindClinician: "Tobias Lindqvist", audit.KindAppointmentTime: "10:15 AM", audit.KindTopic: "Anxiety",
	audit.KindInsurer: "Northeast Community Health Plan", audit.KindScreeningAnswer: "Several days", audit.KindEvent: "Finding Ground: a mindfulness circle",
}

// byName says what is typed into the controls of each name.
var byName = map[string]audit.Kind{
	"email": audit.KindEmail, "EMAIL": audit.KindEmail, "reminder_email": audit.KindEmail, "q4_email": audit.KindEmail, "phone": audit.KindPhone, "q5_phoneNumber[full]": audit.KindPhone,
	"first_name": audit.KindGivenName, "q3_name[first]": audit.KindGivenName, "last_name": audit.KindFamilyName, "q3_name[last]": audit.KindFamilyName,
	"name": audit.KindFullName, "patient_name": audit.KindFullName, "message": audit.KindMessage, "reason": audit.KindReason, "medications": audit.KindMedication,
	"member_id": audit.KindMemberID, "fld_88213": audit.KindMemberID, "emergency_name": audit.KindEmergencyName, "dob": audit.KindBirthDate, "address1": audit.KindStreet,
	"preferred_name": audit.KindPreferredName, "address2": audit.KindStreet2, "city": audit.KindCity, "group_number": audit.KindGroupNumber, "emergency_phone": audit.KindEmergencyPhone,
	"allergies": audit.KindAllergies, "diagnosis": audit.KindDiagnosis, "pcp": audit.KindProvider, "signature": audit.KindFullName, "password": audit.KindPassword,
	"ccname": audit.KindCardName, "cardnumber": audit.KindCardNumber, "exp-date": audit.KindCardExpiry, "cvc": audit.KindCardCode,
	"username": audit.KindUsername, "invoice": audit.KindInvoice, "q": audit.KindSearchQuery, "zip": audit.KindPostalCode,
}

// fillScript fills every form of the page as a person would leave it, then
// submits each. It is a plain stand-in for quietroom's own journeys.
const fillScript = `(async (values, which) => {
  const nap = (ms) => new Promise((r) => setTimeout(r, ms));
  const roots = [document, ...[...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)];
  const tell = (el, type, how) => el.dispatchEvent(new how(type, { bubbles: true, composed: true }));
  const form = roots.flatMap((r) => [...r.querySelectorAll('form')])[which];
  {
    const groups = new Set();
    for (const el of [...form.elements]) {
      if (!el.name || el.type === 'file' || el.type === 'hidden' || el.tabIndex < 0) continue;
      if (el.type === 'radio') {
        if (groups.has(el.name)) continue;
        groups.add(el.name);
        [...form.querySelectorAll('[type=radio]')].filter((r) => r.name === el.name)[1].click();
      } else if (el.type === 'checkbox') {
        if (!el.checked) el.click();
      } else {
        tell(el, 'focusin', FocusEvent);
        if (el.tagName === 'SELECT') el.selectedIndex = 1;
        else el.value = values[el.name] || (el.value || 'Untracked words');
        tell(el, 'input', InputEvent);
        tell(el, 'change', Event);
        tell(el, 'focusout', FocusEvent);
      }
      await nap(5);
    }
  }
  await nap(500);
  const next = document.querySelectorAll('[data-next]');
  for (const b of next) { b.click(); await nap(50); }
  form.requestSubmit();
})`

// TestLabelsAreTrue opens every page in a real Chrome, walks its forms, and
// holds each label against what the vendor's server got.
func TestLabelsAreTrue(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	browser := chrome(t, s)
	labels := map[string][]Label{}
	for _, l := range s.Labels() {
		labels[l.Page] = append(labels[l.Page], l)
	}
	clean := s.CleanPages()
	for _, p := range s.Pages() {
		t.Run(p.Path, func(t *testing.T) {
			before := len(s.All())
			got := func() []Received { return s.All()[before:] }
			forms := 0
			if p.Form {
				forms = max(1, s.forms(p.Path))
			}
			for form := range max(1, forms) {
				leave := walk(t, browser, p, form, forms > 0)
				if form == forms-1 {
					wait(labels[p.Path], got, func(l Label) bool { return l.Host == "events.bouncex.net" })
				}
				leave()
			}
			for _, l := range wait(labels[p.Path], got, nil) {
				t.Errorf("not seen at %s: %s of class %s, %v (%s)", l.Host, l.Kind, l.Class, l.Transform, l.Note)
			}
			for _, l := range unlabelled(p.Path, labels[p.Path], got()) {
				t.Errorf("%s gets %s, %v, and no label says so", l.Host, l.Kind, l.Transform)
			}
			if slices.Contains(clean, p.Path) {
				for _, r := range got() {
					if !slices.Contains([]string{"fonts.googleapis.com", "www.googletagmanager.com", ga4Host}, r.Host) {
						t.Errorf("a clean page contacts %s", r.Host)
					}
				}
			}
		})
	}
}

// unlabelled gives every value that was typed, that a vendor got, and that no
// label names. A full name explains its parts.
func unlabelled(path string, labels []Label, got []Received) []Label {
	var out []Label
	for kind, value := range typed {
		if len(value) < 5 { // such a value is in any random id
			continue
		}
		for _, transform := range [][]string{nil, {"percent"}, {"base64"}, {"base64url"}, {"hex"}, {"md5"}, {"sha1"}, {"sha256"}, {"sha512"}, {"base64", "sha256"}, {"base64url", "sha256"}, {"base64", "sha512"}} {
			for _, r := range got {
				l := Label{Page: path, Host: r.Host, Kind: kind, Transform: transform}
				if !isVendor(r.Host) || !leaks(l, r) || fromConfirmation(path, r) {
					continue
				}
				known := slices.ContainsFunc(append(labels, out...), func(k Label) bool {
					part := k.Kind == audit.KindFullName && (kind == audit.KindGivenName || kind == audit.KindFamilyName)
					return k.Host == r.Host && (k.Kind == kind || part)
				})
				if !known {
					out = append(out, l)
				}
			}
		}
	}
	return out
}

// fromConfirmation reports whether a request comes from the page that a submit
// leads to, which may or may not be there before the walk leaves: it has labels of
// its own.
func fromConfirmation(path string, r Received) bool {
	return path != "/thank-you" && strings.Contains(r.URL+string(r.Body), "thank-you")
}

// forms counts the forms that a page's template has.
func (s *Site) forms(path string) int {
	i := slices.IndexFunc(s.pages, func(p page) bool { return p.Path == path })
	b, _ := practiceFiles.ReadFile("content/" + s.pages[i].File + ".html")
	return strings.Count(string(b), "<form ")
}

// wait polls until every label has been seen, those that may be missing left
// out, and gives the ones that have not been.
func wait(labels []Label, got func() []Received, may func(Label) bool) []Label {
	deadline := time.Now().Add(20 * time.Second)
	for {
		seen := got()
		missing := slices.DeleteFunc(slices.Clone(labels), func(l Label) bool { return shown(l, seen) || may != nil && may(l) })
		if len(missing) == 0 || time.Now().After(deadline) {
			return missing
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// chrome starts one Chrome that finds every host at s.
func chrome(t *testing.T, s *Site) context.Context {
	t.Helper()
	path := os.Getenv("CHROME_PATH")
	for _, name := range []string{"chromium", "google-chrome", "google-chrome-stable", "chromium-browser"} {
		if path == "" {
			path, _ = exec.LookPath(name)
		}
	}
	if path == "" {
		t.Fatal("no Chrome: run `quietroom browser install`, or set CHROME_PATH")
	}
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("host-resolver-rules", s.ResolverRules()), chromedp.Flag("ignore-certificate-errors", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-popup-blocking", true))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(stop)
	ctx, quit := chromedp.NewContext(alloc)
	t.Cleanup(quit)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chrome: %v", err)
	}
	return ctx
}

// walk opens a page in a context of its own and, when asked to, fills and
// submits one of its forms. It gives what leaves the page.
func walk(t *testing.T, browser context.Context, p PageInfo, form int, fill bool) (leave func()) {
	t.Helper()
	ctx, done := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*runtime.EventExceptionThrown); ok {
			t.Errorf("a script failed: %v", e.ExceptionDetails)
		}
	}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	values := map[string]string{}
	for name, kind := range byName {
		values[name] = typed[kind]
	}
	arg, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	run := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	run("opening", chromedp.Navigate(Origin+p.Path), chromedp.WaitReady(chromedp.CSS("main")))
	if p.Path == "/groups" { // its form is a frame of another origin: open that by itself
		run("opening the frame", chromedp.Navigate("https://form.jotform.com/262455501420"))
	}
	if fill {
		err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](fmt.Sprintf("%s(%s, %d)", fillScript, arg, form), chromedp.EvalAwaitPromise))
		// A submit that leads to another page ends the script with it.
		if err != nil && !strings.Contains(err.Error(), "navigat") && !strings.Contains(err.Error(), "context") {
			t.Fatalf("filling: %v", err)
		}
	}
	return func() {
		away := chromedp.Navigate("about:blank")
		err := chromedp.Do(ctx, away)
		if err != nil && strings.Contains(err.Error(), "ERR_ABORTED") { // the submit's own navigation came between
			err = chromedp.Do(ctx, away)
		}
		if err != nil {
			t.Errorf("leaving: %v", err)
		}
		cancel()
		done()
	}
}

// shown reports whether one of the messages shows the label's leak.
func shown(l Label, got []Received) bool {
	for _, r := range got {
		if r.Host != l.Host || r.Method == "OPTIONS" {
			continue
		}
		switch l.Class {
		case audit.ClassE:
			return true
		case audit.ClassC, audit.ClassD:
			for _, v := range append(views(r), r.Header.Get("Referer")) {
				if strings.Contains(v, Host+l.Page) {
					return true
				}
			}
		default:
			if leaks(l, r) {
				return true
			}
		}
	}
	return false
}

func leaks(l Label, r Received) bool {
	for _, form := range forms(l.Kind) {
		needles := []string{disguise(form, l.Transform)}
		if i := slices.Index(l.Transform, "gzip"); i >= 0 { // views are unpacked
			needles = []string{disguise(form, l.Transform[i+1:])}
		} else if slices.Equal(l.Transform, []string{"base64"}) {
			needles = []string{form}
		}
		for _, n := range needles {
			for _, v := range views(r) {
				if strings.Contains(v, n) {
					return true
				}
			}
		}
	}
	return false
}

// forms are the normal forms of a value that the vendors here use.
func forms(k audit.Kind) []string {
	v := cmp.Or(typed[k], picked[k])
	out := []string{v, strings.ToLower(v)}
	if k == audit.KindPhone {
		out = append(out, "2075550188", "12075550188", "+12075550188")
	}
	return out
}

// disguise applies the transforms to v, the last one first.
func disguise(v string, transforms []string) string {
	for i := len(transforms) - 1; i >= 0; i-- {
		raw := []byte(v)
		var sum []byte
		hashes := map[string]func() []byte{
			"md5": func() []byte { h := md5.Sum(raw); return h[:] }, "sha1": func() []byte { h := sha1.Sum(raw); return h[:] },
			"sha256": func() []byte { h := sha256.Sum256(raw); return h[:] }, "sha512": func() []byte { h := sha512.Sum512(raw); return h[:] },
		}
		if h, ok := hashes[transforms[i]]; ok {
			sum = h()
			if i == 0 || transforms[i-1] == "gzip" {
				v = hex.EncodeToString(sum)
				continue
			}
			raw, i = sum, i-1 // the digest's bytes, as the next transform takes them
		}
		switch transforms[i] {
		case "base64":
			v = base64.StdEncoding.EncodeToString(raw)
		case "base64url":
			v = base64.RawURLEncoding.EncodeToString(raw)
		case "hex":
			v = hex.EncodeToString(raw)
		case "percent":
			v = url.QueryEscape(v)
		}
	}
	return strings.ReplaceAll(v, "+", cmp.Or(map[bool]string{true: "%20"}[slices.Contains(transforms, "percent")], "+"))
}

// views gives the message as it is and, one layer each, as its structures read.
func views(r Received) []string {
	out := []string{r.URL, string(r.Body)}
	if u, err := url.Parse(r.URL); err == nil {
		for _, vs := range u.Query() {
			out = append(out, vs...)
		}
	}
	if q, err := url.ParseQuery(string(r.Body)); err == nil {
		for _, vs := range q {
			out = append(out, vs...)
		}
	}
	for _, v := range slices.Clone(out) {
		if b, err := base64.StdEncoding.DecodeString(v); err == nil {
			out = append(out, string(b))
		}
	}
	for _, v := range slices.Clone(out) {
		if z, err := gzip.NewReader(bytes.NewReader([]byte(v))); err == nil {
			if b, err := io.ReadAll(z); err == nil {
				out = append(out, string(b))
			}
		}
	}
	return out
}
