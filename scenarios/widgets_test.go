package scenarios

import (
	"regexp"
	"strings"
	"testing"
)

// widget is a page's own way of asking, around which the test puts a form.
type widget struct {
	html string
	// want says by a regular expression what each field of the held form is to hold.
	want map[string]string
}

const aroundWidget = `<!doctype html><html lang="en"><title>Intake</title><body><h1>New client form</h1><form id="f" method="post" action="/send"><label>Email <input type="email" name="em" required></label>%%<p><button>Send</button></p></form></body></html>`

// TestWidgets: ways of asking that are made of other things than native fields.
func TestWidgets(t *testing.T) {
	t.Parallel()
	for name, c := range widgets {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			html := c.html
			if !strings.Contains(html, "<form") {
				html = strings.Replace(aroundWidget, "%%", html, 1)
			}
			out, tab, _ := walkOnly(t, html)
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

func matches(want, got string) bool {
	return regexp.MustCompile(`^(?:` + want + `)$`).MatchString(got)
}

// chip makes buttons that put their words into a hidden field and mark the one pressed.
const chip = `<script>document.querySelectorAll('.chip').forEach(b => b.addEventListener('click', e => { e.preventDefault(); const g = b.closest('.set'); g.querySelectorAll('.chip').forEach(o => o.classList.toggle('on', o === b)); g.querySelector('input[type=hidden]').value = b.dataset.v || b.textContent.trim(); }))</script>`

// radioOutOfSight is a radio that a script works from the label after it.
func radioOutOfSight(says string) string {
	return `<div class="r" style="position:relative"><input type="radio" name="reach" value="` + says + `" style="position:absolute;opacity:0;z-index:-1"><label>` + says + `</label></div>`
}

var widgets = map[string]widget{
	"a label above what dresses a field": {`<div class="item"><label><span>Legal first name</span><span>&nbsp;*</span></label><div class="blank"><div class="input"><div class="wrapper"><div class="in"><input name="fn" tabindex="-1"><i class="mark"></i></div></div><div class="border"></div></div></div></div><script>document.querySelector('.input').tabIndex = 0</script>`,
		map[string]string{"fn": "Annika"}},
	"a list without a role": {`<div class="item"><label>Pronouns</label><div class="x-select" tabindex="0" style="cursor:pointer;border:1px solid;width:200px;height:32px"><span class="x-placeholder">Tap</span><svg class="arrow" width="9" height="9"></svg></div></div><input type="hidden" name="pn">
		<div id="pop" hidden style="position:absolute"><div class="x-option" style="cursor:pointer">she/her</div><div class="x-option" style="cursor:pointer">they/them</div></div>
		<script>const box = document.querySelector('.x-select'); box.onclick = () => { pop.hidden = !pop.hidden }; pop.onclick = e => { document.querySelector('[name=pn]').value = e.target.textContent; box.firstChild.textContent = e.target.textContent; box.firstChild.className = ''; pop.hidden = true }</script>`,
		map[string]string{"pn": "she/her|they/them"}},
	"a field of a list for screen readers alone": {`<label for="why">What would you like help with?</label><div class="multi-select" style="position:relative;width:220px;height:34px;border:1px solid"><div style="position:absolute;transform:scale(0)"><input id="why" role="combobox" aria-haspopup="listbox" aria-expanded="false" readonly></div><div class="txt">Select all that apply</div></div><input type="hidden" name="why">
		<ul id="pop" role="listbox" hidden><li role="option">Worry</li><li role="option">Low mood</li></ul>
		<script>document.querySelector('.multi-select').onclick = () => { pop.hidden = false }; pop.onclick = e => { document.querySelector('[name=why]').value = e.target.textContent; document.querySelector('.txt').textContent = e.target.textContent; pop.hidden = true }</script>`,
		map[string]string{"why": "Worry|Low mood"}},
	"a day from three drums": {`<label for="b">Born on</label><input id="b" readonly placeholder="Select date" required style="cursor:pointer"><input type="hidden" name="dob"><div id="pop" class="popup" hidden style="position:fixed;bottom:0;background:#fff"><div style="display:flex;height:120px;overflow:hidden"><ul id="y"></ul><ul id="m"></ul><ul id="d"></ul></div><button type="button" id="ok">Confirm</button></div>
		<script>const at = { y: 2000, m: 1, d: 1 }, put = (u, from, to) => { u.innerHTML = ''; for (let i = from; i <= to; i++) { const li = document.createElement('li'); li.className = 'item'; li.textContent = i; li.onclick = () => { at[u.id] = i }; u.append(li) } };
		put(y, 1930, 2010); put(m, 1, 12); put(d, 1, 31); b.onclick = () => { pop.hidden = false }; ok.onclick = () => { document.querySelector('[name=dob]').value = b.value = at.y + '-' + at.m + '-' + at.d; pop.hidden = true }</script>`,
		map[string]string{"dob": `19\d\d-\d+-\d+`}},
	"labels right after boxes out of sight": {`<label>How may we reach you?</label>` + strings.Join([]string{radioOutOfSight("Phone call"), radioOutOfSight("Text message")}, "") + `<script>document.querySelectorAll('.r').forEach(r => r.onclick = () => { r.firstChild.checked = true })</script>`,
		map[string]string{"reach": "Phone call|Text message"}},
	"a native list out of sight in a drawn box": {`<label for="sv">Kind of care</label><div class="ui selection dropdown" style="width:200px;height:34px;border:1px solid"><select id="sv" name="sv" style="display:none"><option value="">Choose</option><option>Individual therapy</option><option>Couples therapy</option></select><div class="text">Choose</div></div>`,
		map[string]string{"sv": "Individual therapy|Couples therapy"}},
	"radios that no name holds together": {`<div class="field"><span class="l">Who referred you?</span><div><span><input type="radio" id="a" value="x"><label for="a">A doctor</label></span><span><input type="radio" id="b2" value="y"><label for="b2">A friend</label></span></div></div><input type="hidden" name="n" value="0">
		<script>document.querySelectorAll('[type=radio]').forEach(r => r.onchange = () => { const n = document.querySelector('[name=n]'); n.value = +n.value + 1; document.querySelectorAll('[type=radio]').forEach(o => { o.checked = o === r }) })</script>`,
		map[string]string{"n": "1"}},
	"buttons under a label": {`<div class="set"><label>Are you a new patient?</label><input type="hidden" name="np"><div class="row"><button type="button" class="chip">Yes</button><button type="button" class="chip">No</button></div></div>` + chip,
		map[string]string{"np": "Yes|No"}},
	"buttons under a caption without a question mark": {`<div class="set"><p class="caption">Preferred session format</p><input type="hidden" name="fmt"><button type="button" class="chip">In person</button> <button type="button" class="chip">Video</button></div>` + chip,
		map[string]string{"fmt": "In person|Video"}},
	"boxes that are pressed": {`<div class="set"><h3>Who is this for?</h3><input type="hidden" name="who"><div><div class="chip" style="cursor:pointer;border:1px solid">Myself</div><div class="chip" style="cursor:pointer;border:1px solid">My child</div><div class="chip" style="cursor:pointer;border:1px solid">A couple</div></div></div>` + chip,
		map[string]string{"who": "Myself|My child|A couple"}},
	"items of a list that are pressed": {`<div class="set"><h3>What brings you here?</h3><input type="hidden" name="why"><ul><li class="chip" style="cursor:pointer">Worry</li><li class="chip" style="cursor:pointer">Low mood</li></ul></div>` + chip,
		map[string]string{"why": "Worry|Low mood"}},
	"roles without state": {`<div class="set"><div id="g1">Session length</div><input type="hidden" name="len"><div role="radiogroup" aria-labelledby="g1"><div role="radio" aria-checked="false" tabindex="0" class="chip">30 minutes</div><div role="radio" aria-checked="false" tabindex="-1" class="chip">50 minutes</div></div></div>` + chip,
		map[string]string{"len": "30 minutes|50 minutes"}},
	"hours as cells": {`<div class="set"><p>Choose a time</p><input type="hidden" name="at"><table><tr><th>Mon</th><th>Tue</th></tr><tr><td class="chip" style="cursor:pointer">9:00 AM</td><td class="taken">9:00 AM</td></tr><tr><td class="chip" style="cursor:pointer">11:30 AM</td><td class="chip" style="cursor:pointer">10:00 AM</td></tr></table></div>` + chip,
		map[string]string{"at": `\d+:\d\d AM`}},
	"hours as links": {`<div class="set"><p>Available times</p><input type="hidden" name="at"><div><a href="#" class="chip">09:00</a> <a href="#" class="chip">10:15</a> <a href="#" class="chip">14:45</a></div></div>` + chip,
		map[string]string{"at": `\d\d:\d\d`}},
	"hours with an end": {`<div class="set"><p>Available times</p><input type="hidden" name="at"><ul><li><button type="button" class="chip">9:00 – 9:50 am</button></li><li><button type="button" class="chip">10:00 – 10:50 am</button></li></ul></div>` + chip,
		map[string]string{"at": `\d+:00.*`}},
	"days, then hours": {`<div class="set"><p>Pick a day</p><input type="hidden" name="day"><div><button type="button" class="chip">Mon 7</button><button type="button" class="chip">Tue 8</button><button type="button" class="chip">Wed 9</button></div></div>
		<div class="set" id="hours" hidden><p>Pick a time</p><input type="hidden" name="at"><button type="button" class="chip">9:00</button><button type="button" class="chip">13:30</button></div>` + chip + `<script>document.querySelectorAll('.set')[0].addEventListener('click', () => { hours.hidden = false })</script>`,
		map[string]string{"day": "(Mon|Tue|Wed) \\d", "at": `\d+:\d\d`}},
	"a state under dashes": {`<table><tr><td>State:</td><td><select name="st"><option>--</option><option>CA</option><option>IL</option><option>NY</option></select></td></tr><tr><td>Zip</td><td><input name="zip" size="6"></td></tr></table>`,
		map[string]string{"st": "IL", "zip": "60199"}},
	"a label in the row above": {`<table><tr><td>First Name</td><td>Last Name</td></tr><tr><td><input name="a"></td><td><input name="b"></td></tr><tr><td>City</td><td>State</td></tr><tr><td><input name="c"></td><td><select name="d"><option value="">-</option><option value="IL">Illinois</option><option value="OH">Ohio</option></select></td></tr></table>`,
		map[string]string{"a": "Annika", "b": "Quorvex", "c": "Brindle Falls", "d": "IL"}},
	"a label after its field": {`<div><input name="x1"><br><small>First</small></div><div><input name="x2"><br><small>Last</small></div>`,
		map[string]string{"x1": "Annika", "x2": "Quorvex"}},
	"a signature that is not called one": {`<div class="set"><p>Please sign below</p><input type="hidden" name="sig"><canvas width="300" height="120" style="border:1px solid"></canvas><button type="button">Clear</button></div>
		<script>{ const c = document.querySelector('canvas'), x = c.getContext('2d'); let on = 0, n = 0; c.onpointerdown = e => { on = 1; x.moveTo(e.offsetX, e.offsetY) }; c.onpointermove = e => { if (on) { x.lineTo(e.offsetX, e.offsetY); x.stroke(); n++ } }; window.onpointerup = () => { on = 0; f.sig.value = n > 5 ? 'signed' : '' } }</script>`,
		map[string]string{"sig": "signed"}},
	"a signature with a button": {`<div class="set"><label>Signature</label><input type="hidden" name="sig"><canvas id="c" width="300" height="120" style="border:1px solid"></canvas><button type="button" id="ok">Accept signature</button></div>
		<script>{ let n = 0, on = 0; c.onmousedown = () => { on = 1 }; c.onmousemove = () => { n += on }; c.onmouseup = () => { on = 0 }; ok.onclick = () => { f.sig.value = n > 5 ? 'signed' : '' } }</script>`,
		map[string]string{"sig": "signed"}},
	"prefilled": {`<label>City <input name="c" value="Springfield"></label><label>Country <select name="co"><option value="US" selected>United States</option><option value="CA">Canada</option></select></label><label>Phone <input type="tel" name="p" value="+1 "></label>`,
		map[string]string{"c": "Brindle Falls", "co": "US", "p": `\+1 .*312.*555.*0142`}},
	"from and to": {`<fieldset><legend>When are you available?</legend><label>From <input type="date" name="d1" required></label><label>To <input type="date" name="d2" required></label></fieldset>`,
		map[string]string{"d1": `20\d\d-\d\d-\d\d`, "d2": `20\d\d-\d\d-\d\d`}},
	"a masked date": {`<label>Date of birth <input name="dob" placeholder="MM/DD/YYYY" id="m"></label><script>m.oninput = () => { let d = m.value.replace(/\D/g, '').slice(0, 8); m.value = [d.slice(0,2), d.slice(2,4), d.slice(4)].filter(Boolean).join('/'); }</script>`,
		map[string]string{"dob": "03/24/1987"}},
	"a date in three boxes": {`<fieldset><legend>Date of birth</legend><input name="mo" placeholder="MM" maxlength="2"> / <input name="da" placeholder="DD" maxlength="2"> / <input name="ye" placeholder="YYYY" maxlength="4"></fieldset>`,
		map[string]string{"mo": "03", "da": "24", "ye": "1987"}},
	"a switch": {`<div class="set"><input type="hidden" name="ok"><span id="sl">I agree to the telehealth consent</span> <button type="button" role="switch" aria-checked="false" aria-labelledby="sl" id="sw">Off</button></div><script>sw.onclick = () => { const on = sw.getAttribute('aria-checked') !== 'true'; sw.setAttribute('aria-checked', on); f.ok.value = on ? 'yes' : '' }</script>`,
		map[string]string{"ok": "yes"}},
	"stars": {`<div class="set"><p>How stressed have you felt this week?</p><input type="hidden" name="st"><div role="radiogroup" aria-label="How stressed have you felt this week?"><button type="button" class="chip" role="radio" aria-checked="false">1</button><button type="button" class="chip" role="radio" aria-checked="false">2</button><button type="button" class="chip" role="radio" aria-checked="false">3</button></div></div>` + chip,
		map[string]string{"st": "[123]"}},
	"a slider": {`<label>How much does it trouble you? <input type="range" name="r" min="0" max="10" value="0" required></label>`, map[string]string{"r": `\d+`}},
	"a list of its own": {`<div class="set"><span id="pl">Pronouns</span><input type="hidden" name="pr"><div class="dd" id="dd" tabindex="0" style="cursor:pointer;border:1px solid;width:200px">Select one</div><ul id="ul" class="menu" hidden><li class="option" style="cursor:pointer">she/her</li><li class="option" style="cursor:pointer">they/them</li></ul></div>
		<script>dd.onclick = () => { ul.hidden = !ul.hidden }; ul.onclick = e => { dd.textContent = e.target.textContent; f.pr.value = e.target.textContent; ul.hidden = true }</script>`,
		map[string]string{"pr": "she/her"}},
	"chips of which more can be taken": {`<div class="set"><h3>Areas you would like to work on</h3><input type="hidden" name="ar"><button type="button" class="chip" aria-pressed="false">Anxiety</button><button type="button" class="chip" aria-pressed="false">Sleep</button></div>` + chip,
		map[string]string{"ar": "Anxiety|Sleep"}},
	"cards with a picture": {`<div class="set"><h3>Choose your therapist</h3><input type="hidden" name="th"><div class="cards"><article class="chip" style="cursor:pointer"><h4>Dr. Ana Reed</h4><p>Anxiety, trauma</p></article><article class="chip" style="cursor:pointer"><h4>Jo Moss, LCSW</h4><p>Couples</p></article></div></div>` + chip,
		map[string]string{"th": ".*(Reed|Moss).*"}},
	"a button without a role": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>Reason for visit <input name="r"></label></form><div class="btn btn-primary" style="cursor:pointer" onclick="f.submit()">Send request</div>`,
		map[string]string{"em": ".+@.+", "r": ".+"}},
	"a consent that is declined first": {`<fieldset><legend>I consent to telehealth treatment</legend><label><input type="radio" name="ok" value="no" required> I do not consent</label><label><input type="radio" name="ok" value="yes"> I consent</label></fieldset>`,
		map[string]string{"ok": "yes"}},
	"a consent behind no": {`<fieldset><legend>Do you agree to the privacy policy?</legend><label><input type="radio" name="ok" value="0" required> No</label><label><input type="radio" name="ok" value="1"> Yes</label></fieldset>`,
		map[string]string{"ok": "1"}},
	"plus and minus": {`<div class="set"><p>How many people will attend?</p><button type="button" id="mi">-</button><input name="n" value="0" id="n" readonly><button type="button" id="pl">+</button></div><script>pl.onclick = () => { n.value = +n.value + 1 }; mi.onclick = () => { n.value = Math.max(0, n.value - 1) }</script>`,
		map[string]string{"n": "[0-9]"}},
	"an editor": {`<p>What would you like help with?</p><div contenteditable="true" id="ed" style="min-height:60px;border:1px solid"></div><input type="hidden" name="msg"><script>ed.oninput = () => { f.msg.value = ed.innerText }</script>`,
		map[string]string{"msg": "sleeping badly.*"}},
	"rules that unlock": {`<div id="terms" style="height:60px;overflow:auto"><p style="height:600px">Terms of care</p></div><label><input type="checkbox" name="ok" value="1" id="ok" disabled required> I have read the terms and agree</label><script>terms.onscroll = () => { if (terms.scrollTop + terms.clientHeight > terms.scrollHeight - 4) ok.disabled = false }</script>`,
		map[string]string{"ok": "1"}},
	"two days in one field": {`<label>Dates you are available <input name="d" id="d" readonly placeholder="Select dates"></label><div id="cal" style="position:absolute;z-index:9;background:#fff" hidden></div>
		<script>{ let picked = []; const at = new Date(Date.now() + 20 * 864e5), title = at.toLocaleString('en', { month: 'long', year: 'numeric' });
		d.onclick = () => { cal.hidden = false; cal.innerHTML = '<b>' + title + '</b><table><tr>' + Array.from({ length: 28 }, (_, i) => '<td role="gridcell" class="day">' + (i + 1) + '</td>' + (i % 7 === 6 ? '</tr><tr>' : '')).join('') + '</table>';
		cal.querySelectorAll('.day').forEach(c => c.onclick = () => { picked.push(c.textContent); c.classList.add('picked'); if (picked.length === 2) { d.value = picked.join(' - '); cal.hidden = true } }) } }</script>`,
		map[string]string{"d": `\d+ - \d+`}},
	"several of a list": {`<label>Which of these fit? <select name="m" multiple required size="4"><option>Anxiety</option><option>Depression</option><option>Sleep</option></select></label>`,
		map[string]string{"m": "Anxiety|Depression|Sleep"}},
	"initials": {`<label>Initials <input name="i" maxlength="4" required></label>`, map[string]string{"i": "AQ"}},
	"a height and a weight": {`<label>Height (ft) <input type="number" name="h" min="3" max="8" required></label><label>Weight (lbs) <input type="number" name="w" min="60" max="500" required></label>`,
		map[string]string{"h": `\d`, "w": `\d+`}},
	"labels that miss their fields": {`<div class="row"><label for="fname">First name</label><div><input id="first_1" name="q3"></div></div><div class="row"><label for="lname">Last name</label><div><input id="last_1" name="q4"></div></div>`,
		map[string]string{"q3": "Annika", "q4": "Quorvex"}},
	"two ways to answer": {`<fieldset><legend>Do you have insurance?</legend><label><input type="radio" name="ins" value="y"> Yes</label><label><input type="radio" name="ins" value="n"> No</label></fieldset><div id="more" hidden><label>Member ID <input name="mid"></label></div><script>f.addEventListener('change', () => { more.hidden = f.ins.value !== 'y' })</script>`,
		map[string]string{"ins": "y", "mid": "QXAB123456789"}},
	"a month and a year": {`<label>Month of birth <select name="bm" required><option value="">Month</option><option value="1">January</option><option value="2">February</option><option value="3">March</option><option value="4">April</option></select></label><label>Year of birth <input name="by" maxlength="4" required></label>`,
		map[string]string{"bm": "3", "by": "1987"}},
	"days and hours in one list": {`<div class="set"><h3>Available appointments</h3><input type="hidden" name="at"><ul><li><span>Tue, Dec 8</span> <button type="button" class="chip">9:00 am</button> <button type="button" class="chip">1:00 pm</button></li><li><span>Wed, Dec 9</span> <button type="button" class="chip">10:00 am</button></li></ul></div>` + chip,
		map[string]string{"at": `\d+:\d\d [ap]m`}},
	"hours as radios of one's own": {`<div class="set"><input type="hidden" name="at"><div role="radiogroup" aria-label="Time"><span role="radio" tabindex="0" aria-checked="false" class="chip">9:00 AM</span><span role="radio" tabindex="-1" aria-checked="false" class="chip">2:30 PM</span></div></div>` + chip,
		map[string]string{"at": `\d+:\d\d [AP]M`}},
	"a picked one is full": {`<div class="set"><p>Choose a time</p><input type="hidden" name="at"><button type="button" class="chip" disabled>9:00 AM</button><button type="button" class="chip full" aria-disabled="true">9:30 AM</button><button type="button" class="chip">10:00 AM</button></div>` + chip,
		map[string]string{"at": "10:00 AM"}},
	"a label that lies in its field's place": {`<div style="position:relative;height:40px;width:300px"><label for="fl" style="position:absolute;left:8px;top:10px">Last name</label><input id="fl" name="ln" style="opacity:0;width:300px;height:36px" onfocus="this.style.opacity=1"></div>`,
		map[string]string{"ln": "Quorvex"}},
	"a label with a link in its middle": {`<label style="display:block;width:420px"><input type="checkbox" name="ok" value="1" required style="position:absolute;opacity:0;width:1px;height:1px">I have read the whole of the <a href="/privacy">notice of privacy practices</a> of this office</label>`,
		map[string]string{"ok": "1"}},
	"a notice about crises that is agreed to": {`<label><input type="checkbox" name="ok" value="1" required> Yes, I agree with the policy and understand that this is no crisis service.</label>`,
		map[string]string{"ok": "1"}},
	"days as tabs, then hours": {`<div class="set"><p>Choose a day</p><input type="hidden" name="day"><div role="tablist"><button type="button" role="tab" class="chip">Mon Nov 30</button><button type="button" role="tab" class="chip" disabled>Tue Dec 1</button><button type="button" role="tab" class="chip">Wed Dec 2</button></div></div>` + chip,
		map[string]string{"day": "(Mon Nov 30|Wed Dec 2)"}},
	"hours in columns": {`<label>Preferred time <input name="at" id="at" readonly placeholder="Select time"></label><div id="pop" class="time-popup" style="position:absolute;background:#fff;z-index:9" hidden><ul></ul><ul></ul><ul></ul><button type="button" id="ok">OK</button></div>
		<script>{ const v = ['', '', ''], lists = [[...Array(12).keys()].map(i => String(i + 1).padStart(2, '0')), ['00', '30'], ['AM', 'PM']];
		at.onclick = () => { pop.hidden = false; pop.querySelectorAll('ul').forEach((u, i) => { u.innerHTML = lists[i].map(x => '<li style="cursor:pointer">' + x + '</li>').join(''); u.onclick = e => { v[i] = e.target.textContent } }) };
		ok.onclick = () => { if (v.every(Boolean)) at.value = v[0] + ':' + v[1] + ' ' + v[2]; pop.hidden = true } }</script>`,
		map[string]string{"at": `10:(00|30) (AM|PM)`}},
	"a list within a list": {`<label for="svc">What are you looking for?</label><input id="svc" name="svc" role="combobox" aria-haspopup="listbox" readonly><div id="pop" hidden><ul id="one"></ul><ul id="two"></ul></div>
		<script>{ const kinds = { Therapy: ['Individual therapy', 'Couples therapy'], Testing: ['ADHD testing'] };
		svc.onclick = () => { pop.hidden = false; one.innerHTML = Object.keys(kinds).map(k => '<li role="menuitemcheckbox" aria-haspopup="true" style="cursor:pointer">' + k + '</li>').join('') };
		one.onclick = e => { two.innerHTML = kinds[e.target.textContent].map(k => '<li role="menuitemcheckbox" style="cursor:pointer">' + k + '</li>').join('') };
		two.onclick = e => { svc.value = e.target.textContent; pop.hidden = true } }</script>`,
		map[string]string{"svc": "(Individual|Couples) therapy|ADHD testing"}},
	"a list whose items say that they are not disabled": {`<span id="cl">What would you like to work on?</span><input type="hidden" name="why"><button type="button" role="combobox" aria-expanded="false" aria-labelledby="cl" id="cb">Select a concern</button><div id="pop" hidden></div>
		<script>cb.onclick = () => { pop.hidden = false; pop.innerHTML = ['Anxiety', 'Grief'].map(k => '<div role="option" data-disabled="false" style="cursor:pointer">' + k + '</div>').join('') }; pop.onclick = e => { f.why.value = cb.textContent = e.target.textContent; pop.hidden = true }</script>`,
		map[string]string{"why": "Anxiety|Grief"}},
	"a calendar of which some days can be pressed": {`<div class="set"><h3>Choose a date</h3><input type="hidden" name="day" id="day"><div id="cal"></div></div>
		<script>{ let off = 0; const draw = () => { const b = new Date(); b.setDate(1); b.setMonth(b.getMonth() + off); const m = b.getMonth(), head = b.toLocaleString('en', { month: 'long', year: 'numeric' }); let h = '<table><thead><tr><th colspan=6>' + head + '</th><th><a href="#" id="nx">Next \u00bb</a></th></tr></thead><tr>'; while (b.getMonth() === m) { const free = off > 0 && b.getDate() % 9 === 5; h += '<td' + (free ? ' role="button" tabindex="0" style="cursor:pointer" class="free"' : '') + '>' + b.getDate() + '</td>'; if (b.getDay() === 6) h += '</tr><tr>'; b.setDate(b.getDate() + 1) } cal.innerHTML = h + '</tr></table>'; nx.onclick = e => { e.preventDefault(); off++; draw() }; cal.querySelectorAll('.free').forEach(d => d.onclick = () => { day.value = head + ' ' + d.textContent; d.style.background = 'tan' }) }; draw() }</script>`,
		map[string]string{"day": `\w+ 20\d\d (5|14|23)`}},
	"rows of a grid whose cells say row and column": {`<table><tr><th></th><th>Never</th><th>Sometimes</th><th>Often</th></tr><tr><th id="r1">Trouble falling asleep</th><td><input type="radio" name="g1" value="0" required aria-label="Trouble falling asleep Never"></td><td><input type="radio" name="g1" value="1" aria-label="Trouble falling asleep Sometimes"></td><td><input type="radio" name="g1" value="2" aria-label="Trouble falling asleep Often"></td></tr></table>`,
		map[string]string{"g1": "[012]"}},
	"an accordion that is made as it is opened": {`<h3><button type="button" aria-expanded="false" id="tg" class="accordion-button">1. Notice of privacy practices: initials required</button></h3><div id="body"></div><input type="hidden" name="ini">
		<script>tg.onclick = () => { tg.setAttribute('aria-expanded', 'true'); body.innerHTML = '<label>Initials <input id="in" maxlength="4"></label>'; document.getElementById('in').oninput = e => { f.ini.value = e.target.value } }; f.addEventListener('submit', e => { if (!f.ini.value) e.preventDefault() })</script>`,
		map[string]string{"ini": "AQ"}},
	"boxes that only screen readers know": {`<script>customElements.define('my-checkbox', class extends HTMLElement { static formAssociated = true; constructor() { super(); this.i = this.attachInternals(); this.i.role = 'checkbox'; this.on = false; this.attachShadow({ mode: 'open' }).innerHTML = '<span style="display:inline-block;width:18px;height:18px;border:1px solid"></span>'; this.addEventListener('click', () => { this.on = !this.on; this.i.ariaChecked = String(this.on); this.i.setFormValue(this.on ? 'yes' : null) }) } })</script>
		<label><my-checkbox name="ok"></my-checkbox> I understand and agree to the terms of care</label>`,
		map[string]string{"ok": "yes"}},
}
