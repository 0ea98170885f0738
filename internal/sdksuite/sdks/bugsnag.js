// Bugsnag: the visitor as the user, the form as metadata of a report.
import Bugsnag from '@bugsnag/js';
import { booking } from './practice.js';

Bugsnag.start({ apiKey: '9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d', collectUserIp: true, autoTrackSessions: true });
booking({
  lead: (p) => Bugsnag.setUser(p.email, p.email),
  booked: (p) => {
    Bugsnag.setUser(p.email, p.email, p.name);
    Bugsnag.addMetadata('form', p);
    Bugsnag.notify(new Error('slow answer from /api/appointments'));
  },
});
