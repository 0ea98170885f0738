// As Wufoo's public pages: the form is read, and the entries that are wanted are named.
(function () {
  var form = document.forms[0];
  form.addEventListener('submit', function (e) {
    document.querySelectorAll('p.error, #errorLi').forEach(function (p) { p.remove(); });
    document.querySelectorAll('li.error').forEach(function (li) { li.classList.remove('error'); });
    var bad = [];
    function fail(li, text) {
      if (bad.indexOf(li) >= 0) return;
      bad.push(li);
      li.classList.add('error');
      li.insertAdjacentHTML('beforeend', '<p class="error">' + text + '</p>');
    }
    form.querySelectorAll('li.required').forEach(function (li) {
      li.querySelectorAll('[required]').forEach(function (el) {
        if (el.type === 'radio' ? !form.querySelector('[name="' + el.name + '"][type=radio]:checked') : el.type === 'checkbox' ? !el.checked : !el.value.trim()) fail(li, 'This field is required. Please enter a value.');
      });
      var boxes = li.classList.contains('phone') ? li.querySelectorAll('input') : [];
      if (boxes.length && !/^\d{10}$/.test([].map.call(boxes, function (b) { return b.value; }).join(''))) fail(li, 'Please enter a valid phone number.');
      var d = li.classList.contains('date') ? [].map.call(li.querySelectorAll('input'), function (b) { return +b.value; }) : null;
      if (d && !(d[0] >= 1 && d[0] <= 12 && d[1] >= 1 && d[1] <= 31 && d[2] > 1900)) fail(li, 'Please enter a valid date. MM/DD/YYYY');
      var mail = li.querySelector('[type=email]');
      if (mail && mail.value && !/^\S+@\S+\.\S+$/.test(mail.value)) fail(li, 'Please enter a valid email address.');
    });
    if (bad.length) {
      e.preventDefault();
      document.querySelector('form > ul').insertAdjacentHTML('afterbegin', '<li id="errorLi"><h3 id="errorMsgLbl">There was a problem with your submission.</h3><p id="errorMsg">Errors have been <b>highlighted</b> below.</p></li>');
      scrollTo(0, 0);
    }
  });
  // "Other" takes its text with it.
  var other = document.getElementById('Field115_other_Field115');
  if (other) other.addEventListener('focus', function () { document.getElementById('Field115_4').checked = true; });
  gallery.step(+document.getElementById('currentPage').dataset.page);
  gallery.watch(form, form.dataset.last === '1');
})();
