import '@hotwired/turbo';
import { Application, Controller } from '@hotwired/stimulus';
import './style.css';

const app = Application.start();
app.register('tell', class extends Controller {
  static values = { step: Number, last: Boolean };
  connect() {
    gallery.step(this.stepValue);
    this.read();
  }
  read() {
    gallery.values(Object.fromEntries([...this.element.elements].filter((el) => el.name.startsWith('client[') && el.type !== 'hidden' && (el.type !== 'radio' || el.checked || !this.element.querySelector(`[name="${el.name}"]:checked`)))
      .map((el) => [el.name.slice(7, -1), el.type === 'checkbox' || el.type === 'radio' ? el.checked && el.value : el.value])));
  }
  sent(e) {
    if (!this.lastValue) return;
    const ok = this.element.querySelector('#client_agreed').checked && this.element.querySelector('#client_signature').value.trim();
    if (ok) gallery.commit();
    else e.preventDefault();
  }
});
// The box can be ticked once the text has been scrolled to its end.
app.register('unlock', class extends Controller {
  read() {
    if (this.element.scrollTop + this.element.clientHeight > this.element.scrollHeight - 8) document.getElementById('client_agreed').disabled = false;
  }
});
