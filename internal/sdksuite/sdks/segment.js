// Segment: identify with the whole form as traits.
import { AnalyticsBrowser } from '@segment/analytics-next';
import { booking } from './practice.js';

const analytics = AnalyticsBrowser.load({ writeKey: 'quietroom' });
analytics.page('Booking');
booking({
  lead: (p) => analytics.identify({ email: p.email }),
  booked: (p) => {
    analytics.identify(p.email, { email: p.email, firstName: p.first_name, lastName: p.last_name, phone: p.phone });
    analytics.track('Appointment Requested', { reason: p.reason, message: p.message });
  },
});
