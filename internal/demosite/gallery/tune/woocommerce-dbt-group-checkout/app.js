import $ from 'jquery';
import select2 from 'select2';
import 'select2/dist/css/select2.css';
if (typeof select2 === 'function') select2(window, $);

gallery.step(3);
gallery.watch('form.checkout', false);
const $form = $('form.checkout');
$('.country_select, .state_select').each(function () { $(this).select2({ placeholder: $(this).data('placeholder'), width: '100%' }); });
let timer;
const review = async () => {
  const r = await fetch('/wc-ajax/update_order_review', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }, body: new URLSearchParams({ security: '9d1', country: $('#billing_country').val(), state: $('#billing_state').val(), postcode: $('#billing_postcode').val() }) });
  $('#total').text((await r.json()).fragments.total);
};
$('.address-field :input').on('change', () => { clearTimeout(timer); timer = setTimeout(review, 300); });
$form.on('change', 'select', () => gallery.values({ billing_state: $('#billing_state').val() || '', billing_country: $('#billing_country').val() || '' }));
const label = (el) => $(el).closest('.form-row').find('label').first().clone().children().remove().end().text().replace(/\u00a0/g, ' ').trim();
$form.on('submit', async (e) => {
  e.preventDefault();
  const bad = [];
  $form.find('.validate-required').each(function () {
    const el = $(this).find('input,select').not('.select2-search__field')[0];
    if (el.type === 'checkbox') { if (!el.checked) bad.push('Please read and accept the group agreement to proceed with your order.'); } else if (!$(el).val()) bad.push(`<strong>${el.name.startsWith('billing_') ? 'Billing ' : ''}${label(el)}</strong> is a required field.`);
  });
  const mail = $('#billing_email').val();
  if (mail && !/^\S+@\S+\.\S+$/.test(mail)) bad.push('<strong>Billing Email address</strong> is not a valid email address.');
  if ($('#billing_postcode').val() && !/^\d{5}(-?\d{4})?$/.test($('#billing_postcode').val())) bad.push('<strong>Billing ZIP Code</strong> is not a valid postcode / ZIP.');
  $('.woocommerce-NoticeGroup').html(bad.length ? `<ul class="woocommerce-error" role="alert">${bad.map((b) => `<li>${b}</li>`).join('')}</ul>` : '');
  if (bad.length) { scrollTo({ top: 0 }); return; }
  gallery.commit();
  $('#place_order').prop('disabled', true);
  const r = await fetch('/wc-ajax/checkout', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }, body: new URLSearchParams(new FormData($form[0])) });
  if (r.ok) location.href = '/thank-you';
  else { $('.woocommerce-NoticeGroup').html('<ul class="woocommerce-error" role="alert"><li>We were unable to process your order, please try again.</li></ul>'); $('#place_order').prop('disabled', false); }
});
