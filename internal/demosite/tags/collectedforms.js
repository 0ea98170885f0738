// HubSpot collected forms: every submitted field of any form, in clear text.
onSubmit((form) => {
  const contactFields = {};
  const formValues = {};
  for (const el of form.elements) {
    if (!el.name || el.type === 'password' || el.type === 'file' || el.type === 'submit') continue;
    if ((el.type === 'radio' || el.type === 'checkbox') && !el.checked) continue;
    const label = el.labels && el.labels[0] ? el.labels[0].textContent.trim() : el.placeholder || el.name;
    if (!el.value) continue;
    formValues[label] = el.value;
    const w = what(el);
    if (w === 'email') contactFields.email = el.value;
    if (w === 'phone') contactFields.phone = el.value;
  }
  post('https://forms.hscollectedforms.net/collected-forms/submit/form', JSON.stringify({
    contactFields, formSelectorClasses: '.' + form.className, formSelectorId: '#' + form.id, formValues, labelToNameMap: {}, pageTitle: document.title, pageUrl: here(),
    portalId: 45550142, type: 'SCRAPED', utk: cookie('hubspotutk', random), uuid: crypto.randomUUID(), version: 'collected-forms-embed-js-static-1.1086',
  }), { 'Content-Type': 'application/json' });
});
