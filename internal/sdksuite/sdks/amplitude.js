// Amplitude: every autocapture there is, the e-mail address as the user id.
import * as amplitude from '@amplitude/analytics-browser';
import { booking } from './practice.js';

amplitude.init('quietroom', { autocapture: true, fetchRemoteConfig: false });
booking({
  lead: (p) => amplitude.setUserId(p.email),
  booked: (p) => {
    const who = new amplitude.Identify();
    for (const [k, v] of Object.entries(p)) who.set(k, v);
    amplitude.identify(who);
    amplitude.track('Appointment Requested', { reason: p.reason });
  },
});
