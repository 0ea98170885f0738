// PostHog: autocapture, session replay with the masking switched off, person
// profiles for everybody.
import posthog from 'posthog-js';
import { booking } from './practice.js';

posthog.init('phc_quietroom', {
  api_host: 'https://us.i.posthog.com',
  person_profiles: 'always',
  autocapture: { capture_copied_text: true },
  session_recording: { maskAllInputs: false, maskInputOptions: { password: true } },
});
booking({
  lead: (p) => posthog.identify(p.email),
  booked: (p) => {
    posthog.identify(p.email, { name: p.name, phone: p.phone });
    posthog.capture('appointment_requested', { reason: p.reason, message: p.message });
  },
});
