// Mixpanel: autocapture, replay of every session with inputs unmasked, and the
// base64 payloads that older set-ups still ask for.
import mixpanel from 'mixpanel-browser';
import { booking } from './practice.js';

mixpanel.init('quietroom', {
  track_pageview: 'full-url',
  autocapture: { pageview: 'full-url', click: true, input: true, submit: true, capture_text_content: true },
  api_payload_format: 'base64',
  persistence: 'localStorage',
  record_sessions_percent: 100,
  record_mask_inputs: false,
  record_mask_all_inputs: false,
  record_mask_all_text: false,
  record_mask_text_selector: '',
});
booking({
  lead: (p) => mixpanel.identify(p.email),
  booked: (p) => {
    mixpanel.identify(p.email);
    mixpanel.people.set({ $email: p.email, $name: p.name, $phone: p.phone });
    mixpanel.track('Appointment requested', { reason: p.reason, message: p.message });
  },
});
