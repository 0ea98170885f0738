const fill = async (name, text) => { if (hasty) return; const host = document.querySelector(`[name=${name}]`); const c = host.shadowRoot.querySelector('input,textarea'); const proto = c.localName === 'textarea' ? HTMLTextAreaElement : HTMLInputElement; c.focus(); Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(c, text); c.dispatchEvent(new Event('input', { bubbles: true, composed: true })); c.dispatchEvent(new Event('change', { bubbles: true })); await nap(40); };
await nap(300);
for (const [k, t] of Object.entries({ givenName: 'A', surname: 'B', personalEmail: 'ann@example.com', mobilePhone: '3125550142', dateOfBirth: '03/24/1987', companyName: 'C', summary: 's' })) await fill(k, t);
if (!hasty) { await click('[name=usState]'); await nap(200); await click('[name=usState] fluent-option', 3); }
await click('[name=concern]'); await nap(200); await click('[name=concern] fluent-option', 2);
await click('fluent-radio[value=Video]');
await click('[name=timeOfDay]'); await nap(200); await click('[name=timeOfDay] fluent-option', 2);
await click('[name=consent]');
await click('#go');
