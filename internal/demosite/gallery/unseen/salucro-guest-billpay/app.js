import $ from 'jquery';
import './style.css';

const states = 'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming'.split(',');
for (const s of states) $('#billState').append(new Option(s.slice(3), s.slice(0, 2)));
for (let m = 1; m <= 12; m++) $('#expMonth').append(new Option(String(m).padStart(2, '0')));
for (let y = new Date().getFullYear(), i = 0; i < 11; i++) $('#expYear').append(new Option(y + i));
let panel = 1, amount = '', total = 0, bill;
const $f = $('#guestpay');
const tell = () => gallery.values({ ...Object.fromEntries($f.find(':input[name]').get().filter((el) => el.name !== 'otherAmount').map((el) => [el.name, el.type === 'checkbox' ? el.checked : el.value])), amountChoice: amount });
function show(n) {
  panel = n;
  $('.sal-panel').addClass('d-none').filter(`[data-panel=${n}]`).removeClass('d-none');
  $('.sal-steps li').each((_, li) => $(li).toggleClass('active', Number(li.dataset.for) <= n));
  $('#alert').addClass('d-none');
  gallery.step(n);
  tell();
  scrollTo(0, 0);
}
const digits = (v) => v.replace(/\D/g, '');
const checks = {
  patientDob: [(v) => /^\d\d?\/\d\d?\/\d{4}$/.test(v), 'Enter the date as MM/DD/YYYY'], zip: [(v) => /^\d{5}$/.test(v), 'Enter a 5-digit ZIP code'], billZip: [(v) => /^\d{5}$/.test(v), 'Enter a 5-digit ZIP code'],
  cardNumber: [(v) => digits(v).length >= 15, 'Enter a valid card number'], cvv: [(v) => /^\d{3,4}$/.test(v), 'Enter the 3 or 4 digits'], receiptEmail: [(v) => /^\S+@\S+\.\S+$/.test(v), 'Enter a valid email address'], receiptPhone: [(v) => digits(v).length >= 10, 'Enter a 10-digit phone number'],
};
function valid() {
  let ok = true;
  $(`[data-panel=${panel}] :input[name]`).not('[name=otherAmount],[name=saveCard],[name=paperless]').each((_, el) => {
    const v = el.type === 'checkbox' ? (el.checked ? 'y' : '') : el.value.trim();
    const why = !v ? (el.type === 'checkbox' ? 'Please authorize the payment' : 'This field is required') : checks[el.name] && !checks[el.name][0](v) ? checks[el.name][1] : '';
    $(el).toggleClass('is-invalid', !!why);
    const box = $(el).closest('.form-check, [class*=col-]').find('.invalid-feedback');
    if (why || !box.siblings().find('.is-invalid').length) box.text(why).toggle(!!why);
    if (why) ok = false;
  });
  return ok;
}
const alertBox = (text) => $('#alert').text(text).removeClass('d-none');
$('[data-sample]').on('click', (e) => { e.preventDefault(); $('.sample').toggleClass('d-none'); });
$('[data-back]').on('click', () => show(panel - 1));
$('[href="#bank"]').on('click', (e) => { e.preventDefault(); alertBox('Bank payments are not available for this account.'); });
$('[href="#card"]').on('click', (e) => e.preventDefault());
$('[data-go=lookup]').on('click', function () {
  if (!valid()) return alertBox('Please correct the highlighted fields.');
  $(this).prop('disabled', true).text('Searching…');
  $.ajax({ url: '/api/guestpay/lookup', method: 'POST', contentType: 'application/json', data: JSON.stringify({ account: $('#accountNumber').val(), last: $('#patientLastName').val(), dob: $('#patientDob').val(), zip: $('#zip').val() }) }).done((r) => {
    bill = r;
    total = r.statements.reduce((a, s) => a + s.balance, 0);
    $('#rows').html(r.statements.map((s) => `<tr><td>${s.id}</td><td>${s.date}</td><td>${s.provider}</td><td class="text-end">$${s.balance.toFixed(2)}</td></tr>`).join(''));
    $('#full').text('$' + total.toFixed(2));
    show(2);
  }).fail(() => alertBox('We could not find your bill. Please try again.')).always(() => $(this).prop('disabled', false).text('Find My Bill'));
});
$('.sal-amount').on('click keydown', function (e) {
  if (e.type === 'keydown' && e.key !== ' ' && e.key !== 'Enter' || e.target.name === 'otherAmount') return;
  $('.sal-amount').attr('aria-checked', 'false');
  $(this).attr('aria-checked', 'true').find('.input-group').removeClass('d-none');
  amount = this.dataset.amount;
  tell();
});
const paying = () => (amount === 'full' ? total : amount === 'minimum' ? 25 : Number($('[name=otherAmount]').val()));
$('[data-go=amount]').on('click', () => {
  if (!amount || !(paying() > 0 && paying() <= total)) return $('.amount-error').text(amount ? 'Enter an amount up to the balance.' : 'Please choose an amount.');
  $('.amount-error').text('');
  $.ajax({ url: '/api/guestpay/amount', method: 'POST', contentType: 'application/json', data: JSON.stringify({ token: bill.token, amount: paying() }) }).done(() => show(3));
});
$('#cardNumber').on('input', function () { this.value = digits(this.value).slice(0, 16).replace(/(\d{4})(?=\d)/g, '$1 '); });
$('[data-go=review]').on('click', () => {
  if (!valid()) return alertBox('Please correct the highlighted fields.');
  const row = (k, v) => $('<div class="row">').append($('<dt class="col-sm-4">').text(k), $('<dd class="col-sm-8">').text(v));
  $('#review').empty().append(row('Amount', '$' + paying().toFixed(2)), row('Card', 'ending in ' + digits($('#cardNumber').val()).slice(-4)), row('Payer', $('#payerFirst').val() + ' ' + $('#payerLast').val()), row('Receipt to', $('#receiptEmail').val()));
  $('#pay').text('Pay $' + paying().toFixed(2));
  show(4);
});
$f.on('input change', tell);
$f.on('submit', (e) => {
  e.preventDefault();
  if (panel !== 4 || !valid()) return;
  gallery.commit();
  $('#pay').prop('disabled', true).text('Processing…');
  $.ajax({ url: '/api/guestpay/payments', method: 'POST', data: $f.serialize() }).done(() => { location = '/thank-you'; }).fail(() => alertBox('Your payment could not be processed.'));
});
tell();
