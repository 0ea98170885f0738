import { initialize } from '@ionic/core/components';
import { defineCustomElement as app } from '@ionic/core/components/ion-app.js';
import { defineCustomElement as button } from '@ionic/core/components/ion-button.js';
import { defineCustomElement as checkbox } from '@ionic/core/components/ion-checkbox.js';
import { defineCustomElement as content } from '@ionic/core/components/ion-content.js';
import { defineCustomElement as datetime } from '@ionic/core/components/ion-datetime.js';
import { defineCustomElement as header } from '@ionic/core/components/ion-header.js';
import { defineCustomElement as input } from '@ionic/core/components/ion-input.js';
import { defineCustomElement as item } from '@ionic/core/components/ion-item.js';
import { defineCustomElement as label } from '@ionic/core/components/ion-label.js';
import { defineCustomElement as list } from '@ionic/core/components/ion-list.js';
import { defineCustomElement as radio } from '@ionic/core/components/ion-radio.js';
import { defineCustomElement as radioGroup } from '@ionic/core/components/ion-radio-group.js';
import { defineCustomElement as select } from '@ionic/core/components/ion-select.js';
import { defineCustomElement as option } from '@ionic/core/components/ion-select-option.js';
import { defineCustomElement as textarea } from '@ionic/core/components/ion-textarea.js';
import { defineCustomElement as title } from '@ionic/core/components/ion-title.js';
import { defineCustomElement as toolbar } from '@ionic/core/components/ion-toolbar.js';
import '@ionic/core/css/ionic.bundle.css';

initialize({ mode: 'md' });
for (const define of [app, button, checkbox, content, datetime, header, input, item, label, list, radio, radioGroup, select, option, textarea, title, toolbar]) define();

const c = document.getElementById('c');
const v = { kind: '', day: '', slot: '', name: '', email: '', cell: '', why: '', agree: false };
gallery.values(v);
const from = new Date(Date.now() + 864e5).toISOString().slice(0, 10);
const steps = [
  `<h1>What do you need?</h1><ion-list><ion-item><ion-select name="kind" label="Visit type" label-placement="stacked" placeholder="Choose" interface="action-sheet"><ion-select-option value="therapy">Therapy</ion-select-option><ion-select-option value="med-check">Medication check</ion-select-option><ion-select-option value="couples">Couples therapy</ion-select-option></ion-select></ion-item></ion-list><ion-button expand="block">Continue</ion-button>`,
  `<h1>When suits you?</h1><ion-datetime name="day" presentation="date" min="${from}" first-day-of-week="0"></ion-datetime><ion-radio-group name="slot" aria-label="Time of day">${['9:00 AM', '1:30 PM', '4:45 PM'].map((t) => `<ion-item><ion-radio value="${t}">${t}</ion-radio></ion-item>`).join('')}</ion-radio-group><ion-button expand="block">Continue</ion-button>`,
  `<h1>Your details</h1><ion-list><ion-item><ion-input name="name" label="Full name" label-placement="floating" autocomplete="name"></ion-input></ion-item><ion-item><ion-input name="email" type="email" label="E-mail" label-placement="floating"></ion-input></ion-item><ion-item><ion-input name="cell" type="tel" label="Cell phone" label-placement="floating"></ion-input></ion-item><ion-item><ion-textarea name="why" label="Reason for visit" label-placement="floating" auto-grow></ion-textarea></ion-item><ion-item><ion-checkbox name="agree" label-placement="end">I agree to the telehealth policy</ion-checkbox></ion-item></ion-list><ion-button expand="block" color="success">Send request</ion-button>`,
];
const needs = [['kind'], ['day', 'slot'], ['name', 'email', 'cell', 'why', 'agree']];
let at = 0;
const show = () => {
  c.innerHTML = `<p>Step ${at + 1} of 3</p>${steps[at]}<p role="alert" style="color:#c5000f"></p>`;
  gallery.step(at + 1);
  c.querySelector('ion-button').addEventListener('click', go);
};
for (const type of ['ionChange', 'ionInput']) c.addEventListener(type, (e) => {
  const n = e.target.getAttribute('name');
  if (!(n in v)) return;
  v[n] = e.target.tagName === 'ION-CHECKBOX' ? e.target.checked : String(e.target.value ?? '').slice(0, n === 'day' ? 10 : 500);
  gallery.values(v);
});
async function go() {
  const lacks = needs[at].find((n) => !v[n]);
  if (lacks) {
    c.querySelector('[role=alert]').textContent = 'Please complete every field.';
    c.querySelector(`[name=${lacks}]`).classList.add('ion-invalid', 'ion-touched');
    return;
  }
  if (++at < 3) { show(); return; }
  gallery.commit(v);
  const r = await fetch('/api/visit-requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
  if (r.ok) c.innerHTML = '<h1>Sent</h1><p>We will confirm your visit.</p>';
}
show();
