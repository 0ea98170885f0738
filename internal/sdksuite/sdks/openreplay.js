// OpenReplay: a binary protocol from a worker, inputs in plain.
import Tracker from '@openreplay/tracker';
import { booking } from './practice.js';

const tracker = new Tracker({
  projectKey: 'quietroom', defaultInputMode: 0, obscureInputEmails: false, obscureInputNumbers: false, obscureTextEmails: false,
  network: { capturePayload: true, failuresOnly: false, sessionTokenHeader: false, ignoreHeaders: false, captureInIframes: false },
});
tracker.start();
booking({
  lead: (p) => tracker.setUserID(p.email),
  booked: (p) => {
    tracker.setMetadata('phone', p.phone);
    tracker.event('appointment_requested', { reason: p.reason });
  },
});
