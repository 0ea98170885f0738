// RudderStack: identify with the form as traits.
import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
import { booking } from './practice.js';

const rudder = new RudderAnalytics();
rudder.load('quietroom', 'https://practice-dataplane.rudderstack.com', {});
rudder.page('Booking');
booking({
  lead: (p) => rudder.identify(p.email),
  booked: (p) => {
    rudder.identify(p.email, { email: p.email, firstName: p.first_name, lastName: p.last_name, phone: p.phone });
    rudder.track('Appointment Requested', { reason: p.reason, message: p.message });
  },
});
