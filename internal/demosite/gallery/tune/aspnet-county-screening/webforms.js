// WebForms.js and WebUIValidation.js, in little.
var theForm = document.forms['aspnetForm'];
function __doPostBack(eventTarget, eventArgument) {
  if (!theForm.onsubmit || theForm.onsubmit() !== false) {
    theForm.__EVENTTARGET.value = eventTarget;
    theForm.__EVENTARGUMENT.value = eventArgument;
    theForm.submit();
  }
}
(function () {
  var P = 'ctl00$MainContent$', form = document.forms.aspnetForm;
  theForm = form;
  function read() {
    var out = {};
    [].forEach.call(form.elements, function (el) {
      if (el.name.indexOf(P) !== 0 || el.type === 'submit') return;
      var list = /^cbl/.test(el.name.slice(P.length)), name = el.name.slice(P.length).replace(/\$\d+$/, '');
      if (el.type === 'radio') { out[name] = el.checked ? el.value : out[name] || ''; return; }
      if (el.type === 'checkbox') {
        var v = el.checked ? (list ? el.nextElementSibling.textContent : 'on') : '';
        out[name] = [out[name], v].filter(Boolean).join(', ');
        return;
      }
      out[name] = el.tagName === 'SELECT' ? (el.value ? el.options[el.selectedIndex].text : '') : el.value;
    });
    gallery.values(out);
    return out;
  }
  window.WebForm_Read = read;
  read();
  ['input', 'change', 'click', 'keyup', 'blur'].forEach(function (t) { addEventListener(t, function () { setTimeout(read); }, true); });
  // MaskedEditExtender
  [].forEach.call(document.querySelectorAll('[data-mask]'), function (el) {
    el.addEventListener('input', function () {
      var d = el.value.replace(/\D/g, ''), out = '', i = 0;
      el.dataset.mask.split('').some(function (c) { if (i >= d.length) return true; out += c === '9' ? d[i++] : c; return false; });
      el.value = out;
    });
  });
  window.Page_ClientValidate = function () {
    var v = read(), bad = [];
    [].forEach.call(document.querySelectorAll('span[data-val-controltovalidate]'), function (s) {
      var name = s.getAttribute('data-val-controltovalidate'), re = s.getAttribute('data-val-validationexpression'), val = (v[name] || '').trim();
      var ok = re ? !val || new RegExp('^(?:' + re + ')$').test(val) : !!val;
      s.style.visibility = ok ? 'hidden' : 'visible';
      if (!ok) bad.push(s.getAttribute('data-val-errormessage'));
    });
    var sum = document.getElementById('ctl00_MainContent_ValidationSummary1');
    sum.style.display = bad.length ? '' : 'none';
    sum.innerHTML = bad.length ? 'Please correct the following:<ul><li>' + bad.join('</li><li>') + '</li></ul>' : '';
    if (bad.length) scrollTo(0, 0);
    return !bad.length;
  };
  if (form.hasAttribute('data-validate')) form.onsubmit = function () {
    var ok = window.Page_ClientValidate();
    if (ok && form.hasAttribute('data-last')) gallery.commit();
    return ok;
  };
})();
