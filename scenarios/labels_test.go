package scenarios

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// TestLabels: how sites write what a field asks for, where nothing ties the words to it,
// or ties them to another.
func TestLabels(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	for name, c := range labelled {
		t.Run(name, func(t *testing.T) {
			s := serve(t, map[string]string{"/": `<!doctype html><html lang="en"><title>Intake</title><style>.err{color:#c00}</style><body><form method="post" action="/send">` + c.html + `<p><button>Send</button></p></form></body></html>`})
			if err := chromedp.Do(tab.ctx, chromedp.Navigate(s.URL)); err != nil {
				t.Fatal(err)
			}
			inv, err := Inspect(t.Context(), tab)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]audit.Kind{}
			for _, f := range inv.Forms {
				for _, c := range f.Controls {
					k, why := Understand(c, f)
					got[c.Name] = k
					t.Logf("%-6s %-12s %-16s %s; label %q aria %q nearby %q group %q section %q message %q", c.Name, c.Type, k, why, c.Label, c.Aria, c.Nearby, c.Group, c.Section, c.Message)
				}
			}
			for field, want := range c.want {
				if got[field] != want {
					t.Errorf("%s asks for %q, want %q", field, got[field], want)
				}
			}
		})
	}
}

var labelled = map[string]struct {
	html string
	want map[string]audit.Kind
}{
	"captions in divs": {`<div class="f"><div class="cap">First name</div><input name="a"></div><div class="f"><div class="cap">Surname</div><input name="b"></div>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName}},
	"captions in one row of divs": {`<div>First name</div><input name="a"><div>Last name</div><input name="b"><div>City</div><input name="c">`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName, "c": audit.KindCity}},
	"captions with a mark and a hint": {`<div><span>Home address</span> <sup class="req">*</sup><div class="hint">We never send mail without asking.</div><input name="a"></div><div><span>Town</span><small class="hint">Where you live now</small><input name="b"></div>`,
		map[string]audit.Kind{"a": audit.KindStreet, "b": audit.KindCity}},
	"errors between fields": {`<p>First name</p><input name="a"><span class="err">Please enter your first name.</span><input name="b" placeholder="Surname"><span class="err">Please enter your last name.</span><input name="c"><span class="err">Please choose.</span>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName, "c": audit.KindOther}},
	"errors above the next label": {`<div><input name="a" placeholder="First name"><div class="invalid-feedback">First name is required.</div></div><div><input name="b"></div><div><b>E-mail</b><input name="c"></div>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindOther, "c": audit.KindEmail}},
	"a table": {`<table><tr><td>First name *</td><td><input name="a"></td></tr><tr><td>Member ID</td><td><input name="b"></td><td>Group number</td><td><input name="c"></td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindMemberID, "c": audit.KindGroupNumber}},
	"a table with its heads above": {`<table><tr><th>Medication</th><th>Doctor</th></tr><tr><td><input name="a"></td><td><input name="b"></td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindMedication, "b": audit.KindProvider}},
	"a table of fields over captions": {`<table><tr><td><input name="a"><br>First</td><td><input name="b"><br>Last</td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName}},
	"a grid of boxes without labels": {`<table><tr><th>Over the last month, how often have you been</th><th>Never</th><th>Sometimes</th><th>Often</th><th>Always</th></tr><tr><td>keyed up or on edge</td><td><input type="radio" name="a" value="0"></td><td><input type="radio" name="a" value="1"></td><td><input type="radio" name="a" value="2"></td><td><input type="radio" name="a" value="3"></td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindScreeningAnswer}},
	"a list of definitions": {`<dl><dt>Date of birth</dt><dd><input name="a"></dd><dt>Allergies</dt><dd><textarea name="b"></textarea></dd></dl>`,
		map[string]audit.Kind{"a": audit.KindBirthDate, "b": audit.KindAllergies}},
	"one label before three boxes": {`<table><tr><td class="l">City / State / Zip <span class="req">*</span></td><td><input name="a"><span class="err" style="visibility:hidden">*</span> <select name="b"><option value="">State</option><option value="IL">Illinois</option><option value="OH">Ohio</option></select> <input name="c" size="5"></td></tr><tr><td>Name (Last, First)</td><td><input name="d">, <input name="e"></td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindCity, "b": audit.KindState, "c": audit.KindPostalCode, "d": audit.KindFamilyName, "e": audit.KindGivenName}},
	"one caption above three boxes": {`<div class="row"><label>City, State and ZIP</label><div><input name="a"><input name="b" size="2"><input name="c" size="5"></div></div><div class="row"><div class="cap">First &amp; last name</div><input name="d"><input name="e"></div>`,
		map[string]audit.Kind{"a": audit.KindCity, "b": audit.KindState, "c": audit.KindPostalCode, "d": audit.KindGivenName, "e": audit.KindFamilyName}},
	"one German label before two boxes": {`<div><label>PLZ / Ort</label> <input name="a" size="5"> <input name="b"></div><div><label>Vorname, Nachname</label> <input name="c"> <input name="d"></div>`,
		map[string]audit.Kind{"a": audit.KindPostalCode, "b": audit.KindCity, "c": audit.KindGivenName, "d": audit.KindFamilyName}},
	"one label for one box": {`<div><label>City, State, ZIP <input name="a"></label></div><div><label for="x">First and last name</label><input id="x" name="b"></div>`,
		map[string]audit.Kind{"b": audit.KindFullName}},
	"aria from several places": {`<h3 id="h">Pharmacy</h3><span id="p">Phone</span><input name="a" aria-labelledby="p h"><span id="q">First name</span><input name="b" aria-labelledby="q missing">`,
		map[string]audit.Kind{"b": audit.KindGivenName}},
	"labels that float over fields": {`<div style="position:relative"><input name="a" placeholder=" " style="height:40px"><span style="position:absolute;left:4px;top:8px;pointer-events:none">First name</span></div><div style="position:relative"><input name="b" placeholder=" " style="height:40px"><span style="position:absolute;left:4px;top:8px;pointer-events:none">Last name</span></div>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName}},
	"labels after their fields": {`<div class="g"><input name="a" id="a1"><label class="lab">First name</label></div><div class="g"><input name="b"><label class="lab">Date of birth</label></div>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindBirthDate}},
	"a heading over each field": {`<h4>What is your e-mail?</h4><p><input name="a"></p><h4>What is your phone number?</h4><p><input name="b"></p>`,
		map[string]audit.Kind{"a": audit.KindEmail, "b": audit.KindPhone}},
	"captions in Chinese": {`<form><div><span>姓</span><span class="req">（必填）</span><input name="a"></div><div><span>名</span><input name="b"></div><label>出生日期 <input name="c"></label><label>手机号码 <input name="d"></label><div>性别 <select name="e"><option value="">请选择</option><option value="1">女</option><option value="2">男</option></select></div></form>`,
		map[string]audit.Kind{"a": audit.KindFamilyName, "b": audit.KindGivenName, "c": audit.KindBirthDate, "d": audit.KindPhone, "e": audit.KindGender}},
	"captions in Polish, Russian and Arabic": {`<table><tr><td>Imię *</td><td><input name="a"></td></tr><tr><td>Фамилия</td><td><input name="b"></td></tr><tr><td>البريد الإلكتروني</td><td><input name="c"></td></tr></table><p>Số điện thoại (bắt buộc)</p><input name="d">`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName, "c": audit.KindEmail, "d": audit.KindPhone}},
	"a legend over one field": {`<fieldset><legend>Postcode</legend><input name="a"></fieldset><fieldset><legend>Your surname</legend><div><input name="b"></div></fieldset>`,
		map[string]audit.Kind{"a": audit.KindPostalCode, "b": audit.KindFamilyName}},
	"words of a sentence": {`<p>Hello, my name is <input name="a"> and you can reach me by e-mail at <input name="b"> or by phone at <input name="c">.</p>`,
		map[string]audit.Kind{"a": audit.KindFullName, "b": audit.KindEmail, "c": audit.KindPhone}},
	"a label before an icon and a wrapper": {`<div class="item"><div class="head"><label>Insurance company</label><i class="icon">?</i></div><div class="body"><div class="wrap"><svg width="10" height="10"></svg><input name="a"></div></div></div>`,
		map[string]audit.Kind{"a": audit.KindInsurer}},
	"labels whose fields are in shadows": {`<x-field name="a">First name *</x-field><span class="err">Enter your first name.</span><x-field name="b">Surname *</x-field><span id="em">E-mail</span><x-field name="c" aria-labelledby="em"></x-field><x-field name="d"></x-field>
		<script>customElements.define('x-field', class extends HTMLElement { connectedCallback() { const r = this.attachShadow({ mode: 'open' }); r.innerHTML = '<label for="control"><slot></slot></label><div><input id="control"></div>'; } })</script>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName, "c": audit.KindEmail, "d": audit.KindOther}},
	"buttons that tell about a field": {`<div class="f"><div class="cap">Chart number <button type="button" aria-expanded="false">Where do I find this?</button></div><input name="a"></div>`,
		map[string]audit.Kind{"a": audit.KindMRN}},
	"a required mark in an element of its own": {`<div><span class="q">Zip code</span><span class="req">(required)</span><br><input name="a"></div><div><i class="star">*</i> <span>Town</span> <input name="b"></div>`,
		map[string]audit.Kind{"a": audit.KindPostalCode, "b": audit.KindCity}},
	"a hint between label and field": {`<div><div class="question">What is your surname?</div><p>As on your insurance card.</p><input name="a"></div><div><strong>Allergies</strong><p class="desc">Foods, medicines, plants</p><input name="b"></div>`,
		map[string]audit.Kind{"a": audit.KindFamilyName, "b": audit.KindAllergies}},
	"a counter and an icon between label and field": {`<div><div>Employer</div><div class="row"><span class="ic">@</span><input name="a"></div></div><div><div>Reason for visit</div><span class="count">0/500</span><textarea name="b"></textarea></div>`,
		map[string]audit.Kind{"a": audit.KindEmployer, "b": audit.KindReason}},
	"questions with numbers": {`<ol><li><p>1. Your full name</p><input name="q1"></li><li><p>2. Date of birth</p><input name="q2"></li><li><p>3. Which medications do you take?</p><textarea name="q3"></textarea></li></ol>`,
		map[string]audit.Kind{"q1": audit.KindFullName, "q2": audit.KindBirthDate, "q3": audit.KindMedication}},
	"captions in columns": {`<div style="display:grid;grid-template-columns:150px 200px"><div>First name</div><div><input name="a"></div><div>Last name</div><div><input name="b"></div><div>Postal code</div><div><input name="c"></div></div>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName, "c": audit.KindPostalCode}},
	"a row of captions above a row of fields": {`<div class="row"><div>First name</div><div>Last name</div></div><div class="row"><div><input name="a"></div><div><input name="b"></div></div>`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName}},
	"a table of a caption row above a field row": {`<table><tr><td>Street</td><td>City</td><td>ZIP</td></tr><tr><td><input name="a"></td><td><input name="b"></td><td><input name="c"></td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindStreet, "b": audit.KindCity, "c": audit.KindPostalCode}},
	"labels in bold and breaks": {`<p><b>Your name</b><br><input name="a"><br><b>Your e-mail</b><br><input name="b"><br><b>Your message</b><br><textarea name="c"></textarea></p>`,
		map[string]audit.Kind{"a": audit.KindFullName, "b": audit.KindEmail, "c": audit.KindMessage}},
	"a title alone": {`<input name="a" title="First name"><input name="b" title="Please fill in your last name">`,
		map[string]audit.Kind{"a": audit.KindGivenName, "b": audit.KindFamilyName}},
	"a label hidden from eyes": {`<label for="x" style="position:absolute;clip:rect(0 0 0 0);width:1px;height:1px;overflow:hidden">Phone number</label><input id="x" name="a" placeholder="555">`,
		map[string]audit.Kind{"a": audit.KindPhone}},
	"a label with two halves": {`<label for="x">Member</label><label for="x">ID number</label><input id="x" name="a">`,
		map[string]audit.Kind{"a": audit.KindMemberID}},
	"questions of radios in paragraphs": {`<p>What is your gender?</p><div><label><input type="radio" name="a" value="1"> Female</label><label><input type="radio" name="a" value="2"> Male</label></div><p>How would you like to meet?</p><div><label><input type="radio" name="b" value="1"> Video</label><label><input type="radio" name="b" value="2"> In person</label></div>`,
		map[string]audit.Kind{"a": audit.KindGender, "b": audit.KindAppointmentType}},
	"days as boxes without names": {`<div class="t">When can you come?</div><div><div><input type="checkbox" id="d1"><label for="d1">Monday</label></div><div><input type="checkbox" id="d2"><label for="d2">Tuesday</label></div><div><input type="checkbox" id="d3"><label for="d3">Friday</label></div></div>`,
		map[string]audit.Kind{"": audit.KindAppointmentTime}},
	"choices in a table of their own": {`<table><tr><td class="l">Sex *</td><td><table><tr><td><input type="radio" name="a" value="1" id="a1"><label for="a1">One</label></td><td><input type="radio" name="a" value="2" id="a2"><label for="a2">Other</label></td></tr></table><span class="err">*</span></td></tr><tr><td class="l">What services do you need?</td><td><table><tr><td><input type="checkbox" name="s$0" id="s0"><label for="s0">Case management</label></td><td><input type="checkbox" name="s$1" id="s1"><label for="s1">Medication visits</label></td></tr><tr><td><input type="checkbox" name="s$2" id="s2"><label for="s2">Substance use groups</label></td></tr></table></td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindGender, "s$0": audit.KindService}},
	"a question of safety beside its answers": {`<table><tr><td>Are you having thoughts of harming yourself today? *</td><td><table><tr><td><input type="radio" name="a" value="1" id="a1"><label for="a1">Yes</label></td><td><input type="radio" name="a" value="2" id="a2"><label for="a2">No</label></td></tr></table></td></tr></table>`,
		map[string]audit.Kind{"a": audit.KindScreeningAnswer}},
	"the insured person": {`<h3>Insurance</h3><label>Company <input name="a"></label><label>ID number <input name="b"></label><label>Group <input name="c"></label>`,
		map[string]audit.Kind{"a": audit.KindInsurer, "b": audit.KindMemberID}},
	"an emergency contact under a heading": {`<h3>Emergency contact</h3><div><label>Name <input name="a"></label><label>Relationship <input name="b"></label><label>Phone <input type="tel" name="c"></label></div><h3>Signature</h3><label>Name <input name="d"></label>`,
		map[string]audit.Kind{"a": audit.KindEmergencyName, "b": audit.KindOther, "c": audit.KindEmergencyPhone, "d": audit.KindFullName}},
	"an emergency contact under a line": {`<h3>Last page</h3><p>Someone we can reach if we cannot reach you</p><div><div><label for="n">Name</label><input id="n" name="a"></div><div><label for="p">Phone</label><input id="p" name="c" type="tel"></div></div><div><label for="s">Signature</label><input id="s" name="d"></div>`,
		map[string]audit.Kind{"a": audit.KindEmergencyName, "c": audit.KindEmergencyPhone, "d": audit.KindFullName}},
	"an emergency contact by its relationship": {`<div><label>Name <input name="a"></label><label>Phone <input type="tel" name="p"></label></div><div><label>Full name <input name="b"></label><label>Relationship <select name="r"><option>Spouse</option><option>Friend</option></select></label><label>Phone <input type="tel" name="c"></label></div>`,
		map[string]audit.Kind{"a": audit.KindFullName, "p": audit.KindPhone, "b": audit.KindEmergencyName, "c": audit.KindEmergencyPhone}},
	"an emergency contact in Spanish": {`<div class="t">En caso de emergencia, avisar a:</div><div><div><label for="n">Nombre completo</label><input id="n" name="a"></div><div><label for="p">Teléfono</label><input id="p" name="c" type="tel"></div></div>`,
		map[string]audit.Kind{"a": audit.KindEmergencyName, "c": audit.KindEmergencyPhone}},
	"an emergency contact in German": {`<div><b>Kontaktperson für den Notfall</b></div><div><p>Name<br><input name="a"></p><p>Telefon<br><input name="c"></p></div>`,
		map[string]audit.Kind{"a": audit.KindEmergencyName, "c": audit.KindEmergencyPhone}},
	"a notice of emergencies": {`<p>This form is not for emergencies. If this is an emergency, call 911.</p><div><label>Name <input name="a"></label><label>Phone <input type="tel" name="c"></label></div>`,
		map[string]audit.Kind{"a": audit.KindFullName, "c": audit.KindPhone}},
	"what to help with": {`<fieldset><legend>I would like help with (check all that apply) *</legend><label><input type="checkbox" name="a[]" value="1"> Anxiety or stress</label><label><input type="checkbox" name="a[]" value="2"> Depression</label></fieldset>`,
		map[string]audit.Kind{"a[]": audit.KindReason}},
}
