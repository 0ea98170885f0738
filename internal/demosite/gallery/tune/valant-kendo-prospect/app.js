import $ from 'jquery';
import Inputmask from 'inputmask';

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const PAYERS = ['Aetna', 'Anthem Blue Cross Blue Shield', 'Cigna Behavioral Health', 'Humana', 'Kaiser Permanente', 'Medicaid', 'Medicare', 'Optum / United Behavioral Health', 'Tricare', 'Self-pay', 'Other'];
const SECTIONS = [
  ['Patient Information', [['FirstName', 'Legal first name', 'text', 1], ['MiddleName', 'Middle name', 'text'], ['LastName', 'Legal last name', 'text', 1], ['PreferredName', 'Name you go by', 'text'], ['DateOfBirth', 'Date of birth', 'date', 1], ['Sex', 'Sex or gender', 'list', 1, ['Female', 'Male', 'Non-binary', 'Choose not to disclose']], ['Pronouns', 'Pronouns', 'list', 0, ['She/Her', 'He/Him', 'They/Them', 'Other', 'Decline to answer']]]],
  ['Contact Information', [['Address1', 'Address', 'text', 1], ['Address2', 'Apt, suite, unit', 'text'], ['City', 'City', 'text', 1], ['State', 'State', 'list', 1, STATES], ['Zip', 'ZIP code', 'mask', 1, '99999'], ['MobilePhone', 'Mobile phone', 'mask', 1, '(999) 999-9999'], ['Email', 'Email address', 'text', 1], ['OkToText', 'OK to send text messages?', 'switch']]],
  ['Insurance & Emergency Contact', [['Payer', 'Primary insurance', 'combo', 1, PAYERS], ['MemberId', 'Member / subscriber ID', 'text', 1], ['GroupNumber', 'Group #', 'text'], ['EmergencyName', 'Emergency contact', 'text', 1], ['EmergencyPhone', 'Emergency contact phone', 'mask', 1, '(999) 999-9999']]],
  ['Reason for Seeking Care', [['Service', 'Type of service requested', 'group', 1, ['Therapy', 'Medication management', 'TMS', 'Testing']], ['Reason', 'Please describe your presenting concern', 'area', 1], ['Medications', 'Current psychiatric medications and doses', 'area'], ['ReferredBy', 'Referring provider, if any', 'text'], ['Acknowledge', 'I acknowledge that completing this form does not establish a provider-patient relationship.', 'check', 1]]],
];
const S = {};
SECTIONS.forEach(([, fs]) => fs.forEach(([n]) => { S[n] = ''; }));
const tell = () => gallery.values(S);
tell();
const put = (n, v) => { S[n] = v; $('#' + n + '-wrap').find('.k-invalid').removeClass('k-invalid').end().find('.k-form-error').remove(); tell(); };

function popup($anchor, html, cls) {
  $('.k-animation-container').remove();
  const o = $anchor.offset();
  const $p = $(`<div class="k-animation-container k-animation-container-shown"><div class="k-child-animation-container"><div class="k-popup ${cls}">${html}</div></div></div>`).css({ top: o.top + $anchor.outerHeight(), left: o.left, minWidth: $anchor.outerWidth() }).appendTo('body');
  setTimeout(() => $(document).off('mousedown.pop').on('mousedown.pop', (e) => { if (!$(e.target).closest('.k-animation-container').length && !$(e.target).closest($anchor).length) close(); }));
  return $p;
}
function close() { $('.k-animation-container').remove(); $(document).off('mousedown.pop'); $('[aria-expanded=true]').not('.k-panelbar-header').attr('aria-expanded', 'false'); }
const items = (list, sel, id) => list.length ? `<div class="k-list k-list-md"><div class="k-list-content"><ul class="k-list-ul" role="listbox" id="${id}_listbox">${list.map((x, i) => `<li class="k-list-item${x === sel ? ' k-selected' : ''}" role="option" data-offset-index="${i}" aria-selected="${x === sel}" tabindex="-1"><span class="k-list-item-text">${x}</span></li>`).join('')}</ul></div></div>` : '<div class="k-no-data">No data found.</div>';

const build = {
  text: ([n]) => $(`<span class="k-input k-textbox k-input-solid k-input-md k-rounded-md"><input id="${n}" name="${n}" data-role="textbox" class="k-input-inner" aria-disabled="false"></span>`).on('input', 'input', (e) => put(n, e.target.value)),
  area: ([n]) => $(`<span class="k-input k-textarea k-input-solid k-rounded-md"><textarea id="${n}" name="${n}" rows="3" data-role="textarea" class="k-input-inner"></textarea></span>`).on('input', 'textarea', (e) => put(n, e.target.value)),
  mask([n, , , , mask]) {
    const $e = $(`<span class="k-input k-maskedtextbox k-input-solid k-input-md k-rounded-md"><input id="${n}" name="${n}" data-role="maskedtextbox" class="k-input-inner" autocomplete="off"></span>`);
    const el = $e.find('input')[0];
    Inputmask({ mask, placeholder: '_', showMaskOnHover: false, clearIncomplete: false }).mask(el);
    const read = () => put(n, el.inputmask.isComplete() ? el.inputmask._valueGet() : '');
    $(el).on('input change blur keyup', read);
    return $e;
  },
  list([n, label, , , list]) {
    const $e = $(`<span class="k-picker k-dropdownlist k-picker-solid k-picker-md k-rounded-md" role="combobox" tabindex="0" aria-expanded="false" aria-haspopup="listbox" aria-label="${label}" aria-controls="${n}_listbox"><span class="k-input-inner"><span class="k-input-value-text">Select...</span></span><button type="button" tabindex="-1" class="k-input-button k-button k-icon-button" aria-label="select">▾</button><input id="${n}" name="${n}" data-role="dropdownlist" style="display:none"></span>`);
    const set = (v) => { $e.find('.k-input-value-text').text(v); $e.find('input').val(v); put(n, v); };
    const open = () => { const $p = popup($e, items(list, S[n], n), 'k-list-container'); $e.attr('aria-expanded', 'true'); $p.on('click', '.k-list-item', (e) => { set($(e.currentTarget).text()); close(); $e.trigger('focus'); }); };
    $e.on('click', () => ($e.attr('aria-expanded') === 'true' ? close() : open())).on('keydown', (e) => {
      const i = list.indexOf(S[n]);
      if (e.key === 'ArrowDown') { e.preventDefault(); if (e.altKey) open(); else set(list[Math.min(i + 1, list.length - 1)]); }
      if (e.key === 'ArrowUp') { e.preventDefault(); set(list[Math.max(i - 1, 0)]); }
      if (e.key === 'Enter' || e.key === 'Escape') close();
      if (/^[a-z]$/i.test(e.key)) { const hit = list.find((x) => x.toLowerCase().startsWith(e.key.toLowerCase())); if (hit) set(hit); }
    });
    return $e;
  },
  combo([n, , , , list]) {
    const $e = $(`<span class="k-input k-combobox k-input-solid k-input-md k-rounded-md"><input id="${n}" class="k-input-inner" role="combobox" autocomplete="off" aria-expanded="false" aria-haspopup="listbox" aria-autocomplete="list" aria-controls="${n}_listbox" placeholder="Start typing your plan"><button type="button" tabindex="-1" class="k-input-button k-button k-icon-button" aria-label="expand combobox">▾</button></span>`);
    const $i = $e.find('input');
    const open = (all) => { const q = all ? '' : $i.val().toLowerCase(); const $p = popup($e, items(list.filter((x) => x.toLowerCase().includes(q)), S[n], n), 'k-list-container'); $i.attr('aria-expanded', 'true'); $p.on('click', '.k-list-item', (e) => { $i.val($(e.currentTarget).text()); put(n, $i.val()); close(); }); };
    $i.on('input', () => { put(n, $i.val()); open(false); }).on('keydown', (e) => { if (e.key === 'Enter') { e.preventDefault(); const $f = $('.k-list-item').first(); if ($f.length && $i.val()) $f.trigger('click'); } if (e.key === 'Escape' || e.key === 'Tab') close(); });
    $e.find('button').on('click', () => open(true));
    return $e;
  },
  date([n]) {
    const $e = $(`<span class="k-input k-datepicker k-input-solid k-input-md k-rounded-md"><input id="${n}" name="${n}" class="k-input-inner" data-role="datepicker" role="combobox" aria-haspopup="grid" aria-expanded="false" autocomplete="off" placeholder="MM/dd/yyyy"><button type="button" tabindex="-1" class="k-input-button k-button k-icon-button" aria-label="Open calendar">📅</button></span>`);
    const $i = $e.find('input');
    let view = new Date(1990, 0, 1);
    const read = () => { const m = $i.val().match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/), d = m && new Date(m[3], m[1] - 1, m[2]); put(n, d && d.getMonth() === m[1] - 1 && d < new Date() ? $i.val() : ''); };
    const draw = () => {
      const y = view.getFullYear(), m = view.getMonth(), first = view.getDay(), last = new Date(y, m + 1, 0).getDate();
      let rows = '', cells = '<td></td>'.repeat(first);
      for (let d = 1; d <= last; d++) { cells += `<td role="gridcell"><span class="k-link" data-d="${d}">${d}</span></td>`; if ((first + d) % 7 === 0) { rows += '<tr>' + cells + '</tr>'; cells = ''; } }
      const $p = popup($e, `<div class="k-calendar"><div class="k-calendar-header"><button type="button" class="k-button" data-m="-12" aria-label="Previous year">«</button><button type="button" class="k-button" data-m="-1" aria-label="Previous">‹</button><span style="flex:1;text-align:center">${view.toLocaleDateString('en-US', { month: 'long', year: 'numeric' })}</span><button type="button" class="k-button" data-m="1" aria-label="Next">›</button><button type="button" class="k-button" data-m="12" aria-label="Next year">»</button></div><table role="grid"><tr>${['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'].map((x) => `<th>${x}</th>`).join('')}</tr>${rows}<tr>${cells}</tr></table></div>`, 'k-calendar-container');
      $p.on('click', '[data-m]', (e) => { view = new Date(y, m + +$(e.currentTarget).data('m'), 1); draw(); }).on('click', '[data-d]', (e) => { $i.val([m + 1, $(e.currentTarget).data('d')].map((x) => String(x).padStart(2, '0')).join('/') + '/' + y); read(); close(); });
    };
    $e.find('button').on('click', draw);
    $i.on('input change blur', read);
    return $e;
  },
  switch([n, label]) {
    const $e = $(`<span class="k-switch k-switch-md k-rounded-full k-switch-off" role="switch" tabindex="0" aria-checked="false" aria-label="${label}"><input type="checkbox" id="${n}" style="display:none"><span class="k-switch-track"><span class="k-switch-label-on">Yes</span><span class="k-switch-label-off">No</span></span><span class="k-switch-thumb-wrap"><span class="k-switch-thumb"></span></span></span>`);
    return $e.on('click keydown', (e) => { if (e.type === 'keydown' && e.key !== ' ') return; e.preventDefault(); const on = !$e.hasClass('k-switch-on'); $e.toggleClass('k-switch-on', on).toggleClass('k-switch-off', !on).attr('aria-checked', on); put(n, on); });
  },
  group: ([n, label, , , list]) => $(`<div class="k-button-group" role="group" aria-label="${label}">${list.map((x) => `<button type="button" class="k-button k-button-md k-button-solid k-button-solid-base" aria-pressed="false"><span class="k-button-text">${x}</span></button>`).join('')}</div>`).on('click', 'button', (e) => { $(e.currentTarget).addClass('k-selected').attr('aria-pressed', 'true').siblings().removeClass('k-selected').attr('aria-pressed', 'false'); put(n, $(e.currentTarget).text()); }),
  check: ([n, label]) => $(`<span><input type="checkbox" class="k-checkbox k-checkbox-md" id="${n}" name="${n}"> <label class="k-checkbox-label" for="${n}">${label}</label></span>`).on('change', 'input', (e) => put(n, e.target.checked)),
};

SECTIONS.forEach(([title, fs], k) => {
  const $li = $(`<li class="k-panelbar-item k-panelbar-header ${k ? 'k-disabled' : 'k-expanded'}" role="treeitem" aria-expanded="${!k}"><span class="k-link k-header${k ? '' : ' k-selected'}"><span class="k-panelbar-item-text">${k + 1}. ${title}</span><span class="k-icon">▾</span></span><div class="k-panelbar-content k-content" role="region"${k ? ' hidden' : ''}><div class="row"></div></div></li>`);
  fs.forEach((f) => {
    const [n, label, type, req] = f;
    const wide = ['area', 'check', 'group'].includes(type);
    const $w = $(`<div class="k-form-field${wide ? ' wide' : ''}" id="${n}-wrap">${type === 'check' ? '' : `<label class="k-label k-form-label" ${['text', 'mask', 'date', 'area', 'combo'].includes(type) ? `for="${n}"` : `id="${n}-label"`}>${label}${req ? '<span class="k-required">*</span>' : ''}</label>`}<div class="k-form-field-wrap"></div></div>`);
    $w.find('.k-form-field-wrap').append(build[type](f));
    $li.find('.row').append($w);
  });
  const last = k === SECTIONS.length - 1;
  const $b = $(`<button type="button" class="k-button k-button-md k-button-solid k-button-solid-primary">${last ? 'Send to Intake Team' : 'Save &amp; Continue'}</button>`).on('click', async () => {
    let ok = true;
    fs.forEach(([n, , type, req]) => {
      const $w = $('#' + n + '-wrap');
      $w.find('.k-form-error').remove();
      const bad = req && !S[n].toString().trim() ? (type === 'date' ? 'Please enter a valid date.' : 'This field is required.') : n === 'Email' && !/^\S+@\S+\.\S+$/.test(S[n]) ? 'Email is not valid email' : '';
      $w.find('.k-input,.k-picker').toggleClass('k-invalid', !!bad);
      if (bad) { ok = false; $w.append(`<div class="k-form-error k-invalid-msg" role="alert">${bad}</div>`); }
    });
    if (!ok) return;
    $b.prop('disabled', true);
    if (last) gallery.commit(S);
    const r = await fetch('/portal/api/prospect/' + (last ? 'submit' : 'save'), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ section: k + 1, data: Object.fromEntries(fs.map(([n]) => [n, S[n]])) }) }).catch(() => null);
    $b.prop('disabled', false);
    if (!r || !r.ok) { $li.find('.k-panelbar-content').append('<div class="k-notification">We were unable to save your information. Please try again.</div>'); return; }
    if (last) { $('.content').html('<h2>Thank you. Your information was received.</h2>'); return; }
    gallery.step(k + 2);
    $li.attr('aria-expanded', 'false').children('.k-panelbar-content').attr('hidden', '').end().children('.k-link').removeClass('k-selected');
    $li.next().removeClass('k-disabled').attr('aria-expanded', 'true').children('.k-panelbar-content').removeAttr('hidden').end().children('.k-link').addClass('k-selected')[0].scrollIntoView();
  });
  $li.find('.k-panelbar-content').append($b);
  $li.children('.k-link').on('click', () => { if ($li.hasClass('k-disabled')) return; const $c = $li.children('.k-panelbar-content'), hidden = $c.is('[hidden]'); $c.attr('hidden', hidden ? null : ''); if (hidden) $c.removeAttr('hidden'); $li.attr('aria-expanded', hidden); });
  $('#panelbar').append($li);
});
