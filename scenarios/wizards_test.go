package scenarios

import (
	"strings"
	"testing"
)

// TestWizardsOfManyMakes: how real forms lead from one screen to the next, hide what is
// still to come, refuse, and name their buttons.
func TestWizardsOfManyMakes(t *testing.T) {
	t.Parallel()
	for name, c := range wizardsOfManyMakes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, c.html)
			wantWalked(t, out)
			v := heldForm(t, tab)
			for field, want := range c.want {
				if got := v.Get(field); !matches(want, got) {
					t.Errorf("%s holds %q, want %s", field, got, want)
				}
			}
		})
	}
}

// gather sends what all forms of a page hold as one.
const gather = `const gather = () => { const o = new URLSearchParams(); document.querySelectorAll('[name]').forEach(e => { if (e.type !== 'checkbox' && e.type !== 'radio' || e.checked) o.append(e.name, e.value || e.textContent) }); return fetch('/send', { method: 'POST', body: o }) };`

var wizardsOfManyMakes = map[string]widget{
	"each step a form of its own, hidden until then": {`<form id="s1"><h2>About you</h2><label>First name <input name="fn" required></label><button>Next</button></form>
		<form id="s2" hidden><h2>How to reach you</h2><label>Email <input type="email" name="em" required></label><button>Next</button></form>
		<form id="s3" hidden><h2>Why you come</h2><label>Reason for visit <textarea name="why" required></textarea></label><button>Send request</button></form>
		<footer><form action="/subscribe" method="post"><label>Newsletter <input type="email" name="nl"></label><button>Subscribe</button></form></footer>
		<script>` + gather + `const fs = [s1, s2, s3]; fs.forEach((f, i) => f.onsubmit = e => { e.preventDefault(); if (i === 2) return gather(); f.hidden = true; fs[i + 1].hidden = false })</script>`,
		map[string]string{"fn": "Annika", "em": ".+@.+", "why": ".+", "nl": ""}},
	"a questionnaire begins with a button of its own language, in no form": {`<main id="m"><div id="a"><p id="q">¿Para quién haces el test?</p><div role="radiogroup" aria-labelledby="q"><span role="radio" tabindex="0" aria-checked="false">Para mí</span><span role="radio" tabindex="0" aria-checked="false">Para un familiar</span></div><button type="button" id="go">Comenzar el test</button></div>
		<div id="b" hidden><label>Correo <input type="email" name="em"></label><button type="button" id="send">Enviar</button></div></main><footer><form action="/subscribe" method="post"><label>Boletín <input type="email" name="nl"></label><button>Suscribirme</button></form></footer>
		<script>` + gather + `let picked = false; document.querySelectorAll('[role=radio]').forEach(e => e.onclick = () => { picked = true; e.setAttribute('aria-checked', 'true') }); go.onclick = () => { if (!picked) return; a.hidden = true; b.hidden = false }; send.onclick = () => { if (em.value) gather() }; const em = document.querySelector('[name=em]')</script>`,
		map[string]string{"em": ".+@.+", "nl": ""}},
	"a step without a field goes on with a button that a later step hides": {`<main id="m"><section id="a"><h2>Quel service désirez-vous ?</h2><label><input type="radio" name="s" value="solo"> Psychothérapie individuelle</label><label><input type="radio" name="s" value="duo"> Thérapie de couple</label><p><button type="button" class="n">Continuer</button></p></section>
		<section id="b" hidden><h2>Avec quel professionnel ?</h2><div id="pros"><div class="p">Premier disponible</div><div class="p">Dre Anouk Fortin</div></div><p><button type="button" class="n">Voir les disponibilités</button></p></section>
		<section id="c" hidden><h2>Vous</h2><label>Courriel <input type="email" name="em"></label><p><button type="button" class="n">Continuer</button></p></section>
		<section id="d" hidden><h2>Dernière étape</h2><label>Ville <input name="ville"></label><p><button type="button" class="n">Confirmer le rendez-vous</button></p></section></main>
		<style>.p{cursor:pointer;padding:8px;border:1px solid}</style>
		<script>` + gather + `let pro = ''; const ss = [a, b, c, d]; document.querySelectorAll('.p').forEach(e => e.onclick = () => { pro = e.textContent }); document.querySelectorAll('.n').forEach((n, i) => n.onclick = () => { if (i === 1 && !pro) return; if (i === 3) return gather(); ss[i].hidden = true; ss[i + 1].hidden = false })</script>`,
		map[string]string{"s": "solo", "em": ".+@.+", "ville": ".+"}},
	"a choice that the page refuses": {`<form id="f" method="post" action="/send" novalidate><label>First name <input name="fn"></label><label>Office <select name="of" required><option value="">Choose</option><option>North</option><option>South</option></select></label><span class="error" id="e" role="alert"></span><button>Send</button></form>
		<script>f.onsubmit = ev => { const bad = f.of.value === 'North' || !f.of.value; if (bad) { ev.preventDefault(); e.textContent = 'North takes nobody now, choose another office.'; f.of.setAttribute('aria-invalid', 'true'); f.of.setAttribute('aria-describedby', 'e') } }</script>`,
		map[string]string{"of": "South"}},
	"a spinner in between": {`<form id="f" method="post" action="/send"><div id="a"><label>First name <input name="fn"></label><button type="button" id="go">Next</button></div><div id="w" hidden>Please wait</div><div id="b" hidden><label>Email <input type="email" name="em"></label><button>Send</button></div></form>
		<script>go.onclick = () => { a.hidden = true; w.hidden = false; setTimeout(() => { w.hidden = true; b.hidden = false }, 2500) }</script>`,
		map[string]string{"fn": "Annika", "em": ".+@.+"}},
	"a button that says it is busy": {`<form id="f"><label>Email <input type="email" name="em"></label><button id="go">Send</button></form>
		<script>` + gather + `f.onsubmit = e => { e.preventDefault(); go.textContent = 'Sending…'; go.disabled = true; setTimeout(gather, 1800) }</script>`,
		map[string]string{"em": ".+@.+"}},
	"a word in between, with the same button": {`<div id="app"></div><script>` + gather + `const kept = {}; const S = [['Name', '<label>First name <input name=fn></label>'], ['Good to meet you', '<p>We are glad that you are here.</p>'], ['Contact', '<label>Email <input type=email name=em></label>']]; let at = 0;
		const draw = () => { app.innerHTML = '<section><h2>' + S[at][0] + '</h2>' + S[at][1] + '<button id=go>' + (at < 2 ? 'Continue' : 'Send') + '</button></section>'; document.getElementById('go').onclick = () => { document.querySelectorAll('[name]').forEach(e => kept[e.name] = e.value); if (++at < 3) draw(); else fetch('/send', { method: 'POST', body: new URLSearchParams(kept) }).then(() => { app.innerHTML = '<h2>Thank you</h2>' }) } }; draw()</script>`,
		map[string]string{"fn": "Annika", "em": ".+@.+"}},
	"onwards in a bar outside of the form": {`<main><form id="f" onsubmit="return false"><div id="a"><label>First name <input name="fn"></label></div><div id="b" hidden><label>Email <input type="email" name="em"></label></div></form><div class="bar"><button id="bk" hidden>Back</button><button id="go">Next</button></div></main>
		<script>` + gather + `let at = 0; go.onclick = () => { if (at++) return gather(); a.hidden = true; b.hidden = false; go.textContent = 'Submit' }</script>`,
		map[string]string{"fn": "Annika", "em": ".+@.+"}},
	"onwards by the menu of jQuery Steps": {`<form id="f" method="post" action="/send"><div id="a"><label>First name <input name="fn"></label></div><div id="b" hidden><label>Email <input type="email" name="em"></label></div><div class="actions"><ul role="menu"><li class="disabled"><a href="#previous" role="menuitem">Previous</a></li><li><a href="#next" role="menuitem">Next</a></li><li style="display:none"><a href="#finish" role="menuitem">Finish</a></li></ul></div></form>
		<script>document.querySelectorAll('.actions a').forEach(x => x.onclick = e => { e.preventDefault(); const h = x.getAttribute('href'); if (h === '#next') { a.hidden = true; b.hidden = false; x.parentNode.style.display = 'none'; x.parentNode.nextSibling.style.display = '' } if (h === '#finish') f.submit() })</script>`,
		map[string]string{"fn": "Annika", "em": ".+@.+"}},
	"an arrow without words": {`<form id="f" method="post" action="/send"><div id="a"><label>First name <input name="fn"></label><button type="button" class="nav prev"><i class="fa fa-arrow-left"></i></button><button type="button" class="nav next" id="go"><i class="fa fa-arrow-right"></i></button></div><div id="b" hidden><label>Email <input type="email" name="em"></label><button>Send</button></div></form>
		<style>.nav{width:40px;height:40px}</style><script>go.onclick = () => { a.hidden = true; b.hidden = false }</script>`,
		map[string]string{"fn": "Annika", "em": ".+@.+"}},
	"call me back": {`<form id="f"><label>Your name <input name="n"></label><label>Phone <input type="tel" name="p"></label><input type="button" value="Call Me Back" id="go"></form><script>` + gather + `go.onclick = gather</script>`,
		map[string]string{"n": "Annika Quorvex", "p": `\D*312.*`}},
	"a button with words of its own": {`<form id="f" onsubmit="return false"><label>Your name <input name="n"></label><label>Phone <input type="tel" name="p"></label><button type="button" id="x">Clear</button><button type="button" class="btn btn-primary" id="go">Take the first step</button></form><script>` + gather + `go.onclick = gather</script>`,
		map[string]string{"n": "Annika Quorvex", "p": `\D*312.*`}},
	"saved for later beside it": {`<form id="f" onsubmit="return false"><label>Your name <input name="n"></label><label>Phone <input type="tel" name="p"></label><button type="button" id="go">Request appointment</button><button type="button" id="l">Save and finish later</button><a href="#" class="button">Already a client? Sign in</a></form><script>` + gather + `go.onclick = gather; l.onclick = () => document.body.remove()</script>`,
		map[string]string{"n": "Annika Quorvex"}},
	"a silent refusal": {`<form id="f" novalidate><label>Email <input type="email" name="em"></label><label>How did you hear about us? <input name="how"></label><label><input type="checkbox" name="ok" value="1"> Yes, that is right</label><button>Send</button></form><script>` + gather + `f.onsubmit = e => { e.preventDefault(); if (f.how.value && f.ok.checked) gather() }</script>`,
		map[string]string{"em": ".+@.+", "how": ".+", "ok": "1"}},
	"a button asleep until all is said": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>How did you hear about us? <input name="how"></label><button id="go" disabled>Send</button></form><script>f.oninput = () => { go.disabled = !(f.em.value && f.how.value) }</script>`,
		map[string]string{"em": ".+@.+", "how": ".+"}},
	"a complaint in red alone": {`<form id="f" novalidate><label>Phone <input name="ph"></label><div id="m" style="color:rgb(200, 30, 30)"></div><button>Send</button></form><script>` + gather + `f.onsubmit = e => { e.preventDefault(); if (/^\d{10}$/.test(f.ph.value)) return gather(); m.textContent = 'Please enter 10 digits only' }</script>`,
		map[string]string{"ph": "3125550142"}},
	"a part that is folded away": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><div><button type="button" aria-expanded="false" aria-controls="more" id="t">Insurance</button><div id="more" hidden><label>Member ID <input name="mid"></label></div></div><details><summary>Your doctor</summary><label>Primary care physician <input name="pcp"></label></details><button>Send</button></form><script>t.onclick = () => { more.hidden = !more.hidden; t.setAttribute('aria-expanded', !more.hidden) }</script>`,
		map[string]string{"em": ".+@.+", "mid": "QXAB123456789", "pcp": "Dr. Halvo Minx"}},
	"a list that wants an OK": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><x-select label="Insurance plan"></x-select><input type="hidden" name="ins"><button>Send</button></form><div role="alertdialog" id="d" class="alert" hidden><button role="radio" aria-checked="false">Aetna</button><button role="radio" aria-checked="false">Cigna</button><div><button>Cancel</button><button id="ok">OK</button></div></div>
		<script>let v = ''; customElements.define('x-select', class extends HTMLElement { connectedCallback() { const r = this.attachShadow({ mode: 'open' }); r.innerHTML = '<button type=button aria-haspopup=dialog aria-label="Insurance plan">Choose</button>'; r.firstChild.onclick = () => { d.hidden = false } } }); d.querySelectorAll('[role=radio]').forEach(b => b.onclick = () => { v = b.textContent }); ok.onclick = () => { f.ins.value = v; d.hidden = true }</script>`,
		map[string]string{"ins": "Aetna|Cigna"}},
	"chips as a list box": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><div id="l">What brings you here?</div><div role="listbox" aria-labelledby="l" aria-multiselectable="true"><span role="option" tabindex="0" aria-selected="false">Anxiety</span> <span role="option" tabindex="-1" aria-selected="false">Grief</span></div><input type="hidden" name="why"><button>Send</button></form><script>document.querySelectorAll('[role=option]').forEach(o => o.onclick = () => { o.setAttribute('aria-selected', 'true'); f.why.value = o.textContent })</script>`,
		map[string]string{"why": "Anxiety|Grief"}},
	"a slider of one's own": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><p id="l">How stressed have you felt?</p><div role="slider" tabindex="0" aria-labelledby="l" aria-valuemin="0" aria-valuemax="10" aria-valuenow="0" style="width:200px;height:20px;background:#ccc" id="s"></div><input type="hidden" name="st" value="0"><button>Send</button></form><script>s.onkeydown = e => { if (e.key === 'ArrowRight') { const n = +s.getAttribute('aria-valuenow') + 1; s.setAttribute('aria-valuenow', n); f.st.value = n } }</script>`,
		map[string]string{"st": "[1-9]"}},
	"a date that is picked, not typed": {`<form id="f" method="post" action="/send"><label>Preferred date <input name="d" id="d" required></label><div id="cal" style="position:absolute;z-index:9;background:#fff" hidden></div><label>Email <input type="email" name="em"></label><button>Send</button></form>
		<script>{ const at = new Date(2026, 11, 3), title = at.toLocaleString('en', { month: 'long', year: 'numeric' }); let kept = ''; d.onblur = () => { d.value = kept };
		d.onclick = () => { cal.hidden = false; cal.innerHTML = '<b>' + title + '</b><table><tr>' + Array.from({ length: 28 }, (_, i) => '<td role="gridcell" class="day">' + (i + 1) + '</td>' + (i % 7 === 6 ? '</tr><tr>' : '')).join('') + '</table>';
		cal.querySelectorAll('.day').forEach(c => c.onmousedown = () => { kept = d.value = '12/' + c.textContent + '/2026'; cal.hidden = true }) } }</script>`,
		map[string]string{"d": `12/\d+/2026`}},
	"a message of some length": {`<form id="f"><label>Email <input type="email" name="em"></label><label>What would you like help with? <textarea name="r" minlength="120" required></textarea></label><button>Send</button></form><script>` + gather + `f.onsubmit = e => { e.preventDefault(); gather() }</script>`,
		map[string]string{"r": "sleeping.{110,}"}},
	"Enter, with the button out of sight": {`<form id="f" method="post" action="/send"><label>Your name <input name="n"></label><label>Phone <input type="tel" name="p"></label><input type="submit" style="position:absolute;left:-9999px"></form>`,
		map[string]string{"n": "Annika Quorvex", "p": `\D*312.*`}},
	"two of a set": {`<form id="f" novalidate><label>Email <input type="email" name="em"></label><fieldset><legend>Areas to work on</legend><label><input type="checkbox" name="a" value="1"> Sleep</label><label><input type="checkbox" name="a" value="2"> Worry</label><label><input type="checkbox" name="a" value="3"> Grief</label><p class="error" id="m"></p></fieldset><button>Send</button></form>
		<script>` + gather + `f.onsubmit = e => { e.preventDefault(); if (document.querySelectorAll(':checked').length > 1) return gather(); m.textContent = 'Please choose at least two' }</script>`,
		map[string]string{"em": ".+@.+"}},
	"closed on that day": {`<form id="f" novalidate><label>Preferred date <input type="date" name="d" id="d"></label><p class="error" id="m"></p><button>Send</button></form>
		<script>` + gather + `let first = ''; f.onsubmit = e => { e.preventDefault(); first ||= d.value; if (d.value !== first) return gather(); m.textContent = 'We are closed on that day' }</script>`,
		map[string]string{"d": `20\d\d-\d\d-\d\d`}},
	"a skills group, below a notice about crises": {`<form id="f" method="post" action="/send"><p>If you are in crisis, call 988.</p><div><label><input type="radio" name="k" value="s" required> DBT skills group</label><label><input type="radio" name="k" value="p" required> Process group</label></div><label>Email <input type="email" name="em"></label><button>Send</button></form>`,
		map[string]string{"k": "[sp]"}},
	"a doctor of the practice": {`<form id="f" method="post" action="/send"><label>Doctor <select name="d" required><option value="">Choose</option><option value="1">Ana Reed, PsyD</option><option value="2">Jo Moss, LCSW</option></select></label><label>Email <input type="email" name="em"></label><label>What should the doctor know? <textarea name="m"></textarea></label><button>Send</button></form>`,
		map[string]string{"d": "1", "m": "Hello(?s:.*)"}},
	"a calendar that is one grid": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><p>Choose a date</p><div id="cal" style="display:grid;grid-template-columns:repeat(7,40px)"></div><input type="hidden" name="d"><button>Send</button></form>
		<script>{ let m = 10; const draw = () => { const n = new Date(2026, m + 1, 0).getDate(); cal.innerHTML = '<button type=button class=nav>‹</button><b style="grid-column:span 5">' + new Date(2026, m, 1).toLocaleString('en', { month: 'long' }) + ' 2026</b><button type=button class=nav>›</button>' + Array.from({ length: n }, (_, i) => '<button type=button class=day' + (m < 11 ? ' disabled' : '') + '>' + (i + 1) + '</button>').join('');
		const nav = cal.querySelectorAll('.nav'); nav[0].onclick = () => { m--; draw() }; nav[1].onclick = () => { m++; draw() }; cal.querySelectorAll('.day').forEach(b => b.onclick = () => { f.d.value = m + 1 + '/' + b.textContent }) }; draw() }</script>`,
		map[string]string{"d": `12/\d+`}},
	"cards with the same button": {`<div id="a"><h2>Choose your therapist</h2><div class="card"><h3>Ana Reed, PsyD</h3><p>Worry</p><button>Select</button></div><div class="card"><h3>Jo Moss, LCSW</h3><p>Couples</p><button>Select</button></div></div><form id="f" method="post" action="/send" hidden><label>Email <input type="email" name="em"></label><input type="hidden" name="t"><button>Request appointment</button></form>
		<script>a.onclick = e => { if (e.target.tagName !== 'BUTTON') return; f.t.value = e.target.parentNode.querySelector('h3').textContent; a.hidden = true; f.hidden = false }</script>`,
		map[string]string{"em": ".+@.+", "t": "(Ana|Jo) .*"}},
	"the last of many countries": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>Country <select name="c" id="c" required></select></label><button>Send</button></form><script>for (let i = 0; i < 240; i++) c.add(new Option('Land ' + i)); c.add(new Option('United States'))</script>`,
		map[string]string{"c": "United States"}},
	"radios in the shadow": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><fieldset><legend>How would you like to meet?</legend><x-radio value="office">In the office</x-radio><x-radio value="video">By video</x-radio></fieldset><input type="hidden" name="how"><button>Send</button></form>
		<script>customElements.define('x-radio', class extends HTMLElement { connectedCallback() { const r = this.attachShadow({ mode: 'open' }); r.innerHTML = '<input type=radio><slot></slot>'; r.firstChild.onchange = () => { f.how.value = this.getAttribute('value'); document.querySelectorAll('x-radio').forEach(o => { if (o !== this) o.shadowRoot.firstChild.checked = false }) } } })</script>`,
		map[string]string{"how": "office|video"}},
	"hours that depend on the day": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>Day <select name="d" id="d" required><option value="">Choose</option><option>Monday</option><option>Tuesday</option></select></label><label>Time <select name="t" id="t" required><option value="">Choose a day first</option></select></label><button>Send</button></form>
		<script>d.onchange = () => setTimeout(() => { t.add(new Option('9:00 AM')); t.add(new Option('1:30 PM')) }, 1500)</script>`,
		map[string]string{"d": "Monday|Tuesday", "t": `\d.*M`}},
	"tabs with the button on the last": {`<form id="f" method="post" action="/send"><div role="tablist"><button type="button" role="tab" aria-controls="p1" aria-selected="true">You</button><button type="button" role="tab" aria-controls="p2">Insurance</button><button type="button" role="tab" aria-controls="p3">Visit</button></div><div id="p1"><label>Email <input type="email" name="em"></label></div><div id="p2" hidden><label>Member ID <input name="mid"></label></div><div id="p3" hidden><label>Reason for visit <input name="r"></label><button>Send</button></div></form>
		<script>document.querySelectorAll('[role=tab]').forEach(b => b.onclick = () => { ['p1', 'p2', 'p3'].forEach(p => { document.getElementById(p).hidden = p !== b.getAttribute('aria-controls') }) })</script>`,
		map[string]string{"em": ".+@.+", "mid": "QXAB123456789", "r": ".+"}},
	"a free chat that is a call": {`<h2>Book a free 15 minute chat</h2><form id="f" method="post" action="/send"><label>Your name <input name="n"></label><label>Phone <input type="tel" name="p"></label><button>Book</button></form>`,
		map[string]string{"n": "Annika Quorvex"}},
	"a birth date by decades": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>Date of birth <input name="d" id="d" readonly placeholder="Select date"></label><div id="cal" style="position:absolute;z-index:9;background:#fff" hidden></div><button>Send</button></form>
		<script>{ let y = 2026, m = 10, view = 'days'; const name = (i, l) => new Date(2024, i, 1).toLocaleString('en', { month: l });
		const draw = () => { const from = Math.floor(y / 10) * 10, title = view === 'days' ? name(m, 'long') + ' ' + y : view === 'months' ? y : from + ' - ' + (from + 9);
		const cells = view === 'days' ? Array.from({ length: 28 }, (_, i) => i + 1) : view === 'months' ? Array.from({ length: 12 }, (_, i) => name(i, 'short')) : Array.from({ length: 10 }, (_, i) => from + i);
		cal.innerHTML = '<div><div class="nav prev" style="cursor:pointer;width:30px">‹</div><div class="title" style="cursor:pointer">' + title + '</div><div class="nav next" style="cursor:pointer;width:30px">›</div></div><div class="cells" style="display:grid;grid-template-columns:repeat(7,60px)">' + cells.map(c => '<div class="cell" style="cursor:pointer">' + c + '</div>').join('') + '</div>';
		const step = (n) => { if (view === 'days') { m += n; if (m < 0) { m = 11; y-- } if (m > 11) { m = 0; y++ } } else y += view === 'months' ? n : 10 * n; draw() };
		cal.querySelector('.prev').onclick = () => step(-1); cal.querySelector('.next').onclick = () => step(1); cal.querySelector('.title').onclick = () => { view = view === 'days' ? 'months' : 'years'; draw() };
		cal.querySelectorAll('.cell').forEach((c, i) => c.onclick = () => { if (view === 'years') { y = from + i; view = 'months'; draw() } else if (view === 'months') { m = i; view = 'days'; draw() } else { f.d.value = (m + 1) + '/' + (i + 1) + '/' + y; cal.hidden = true } }) };
		d.onclick = () => { cal.hidden = false; draw() } }</script>`,
		map[string]string{"d": "3/24/1987"}},
	"in Italian": {`<form id="f" method="post" action="/send"><div id="a"><label>Nome <input name="n"></label><label>Cognome <input name="c"></label><label>Data di nascita <input name="d" placeholder="gg/mm/aaaa"></label><button type="button" id="go">Avanti</button></div><div id="b" hidden><label>Indirizzo e-mail <input name="em"></label><label>Cellulare <input name="p"></label><label><input type="checkbox" name="ok" value="1"> Acconsento al trattamento dei dati</label><button type="button" id="s">Invia</button></div></form><script>go.onclick = () => { a.hidden = true; b.hidden = false }; s.onclick = () => f.submit()</script>`,
		map[string]string{"n": "Annika", "c": "Quorvex", "d": "24/03/1987", "em": ".+@.+", "p": `\D*312.*`, "ok": "1"}},
	"in Dutch": {`<form id="f" method="post" action="/send"><div id="a"><label>Voornaam <input name="n"></label><label>Achternaam <input name="c"></label><label>Geboortedatum <input name="d" placeholder="dd-mm-jjjj"></label><button type="button" id="go">Volgende</button></div><div id="b" hidden><label>E-mailadres <input name="em"></label><label>Telefoonnummer <input name="p"></label><label>Hulpvraag <textarea name="r"></textarea></label><button type="button" id="s">Versturen</button></div></form><script>go.onclick = () => { a.hidden = true; b.hidden = false }; s.onclick = () => f.submit()</script>`,
		map[string]string{"n": "Annika", "c": "Quorvex", "d": "24-03-1987", "em": ".+@.+", "p": `\D*312.*`, "r": "sleeping.*"}},
	"in Portuguese": {`<form id="f" method="post" action="/send"><div id="a"><label>Nome completo <input name="n"></label><label>Data de nascimento <input name="d" placeholder="dd/mm/aaaa"></label><button type="button" id="go">Próximo</button></div><div id="b" hidden><label>Telemóvel <input name="p"></label><label>Mensagem <textarea name="r"></textarea></label><button type="button" id="s">Agendar consulta</button></div></form><script>go.onclick = () => { a.hidden = true; b.hidden = false }; s.onclick = () => f.submit()</script>`,
		map[string]string{"n": "Annika Quorvex", "d": "24/03/1987", "p": `\D*312.*`, "r": `Hello(?s:.*)`}},
}

// TestSavedOnTheWay: a press whose request was held, and which only saves or asks, leads
// on where the page shows a further step.
func TestSavedOnTheWay(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<div id="app"><h2>Availability</h2><label>ZIP code <input name="z"></label><button id="go">Check availability</button></div>
		<script>`+gather+`go.onclick = () => fetch('/check', { method: 'POST', body: 'zip' }).then(() => { app.innerHTML = '<h2>Good news</h2><label>Email <input type=email name=em></label><input type=hidden name=z value=x><button id=s>Book my visit</button>'; s.onclick = gather })</script>`)
	wantWalked(t, out)
	if len(tab.held) != 2 || !strings.HasPrefix(tab.held[1], "POST /send em=ann.quorvex") {
		t.Errorf("held %q, want what was saved on the way and the booking", tab.held)
	}
}

// TestUploadOnTheWay: a file that is sent as soon as it is chosen, whose field then gives
// way to a name, is not taken for the form's submit.
func TestUploadOnTheWay(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><p>Insurance card</p><label id="l">Choose a file <input type="file" id="u"></label><label>Member ID <input name="mid"></label><button>Send card</button></form>
	 <script>u.onchange = () => { fetch('/uploads', { method: 'POST', body: 'x' }); l.textContent = 'card' }</script>`)
	wantWalked(t, out)
	if len(tab.held) != 2 || !strings.HasPrefix(tab.held[0], "POST /uploads") || !strings.HasPrefix(tab.held[1], "POST /send") || !strings.Contains(tab.held[1], "mid=QX") {
		t.Errorf("held %q, want the upload and then the whole form", tab.held)
	}
}
