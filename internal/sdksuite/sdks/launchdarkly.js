// LaunchDarkly: the visitor as the context of feature flags, which travels as
// base64 in the path of a GET.
import * as LaunchDarkly from 'launchdarkly-js-client-sdk';
import { booking } from './practice.js';

const client = LaunchDarkly.initialize('quietroom', { kind: 'user', anonymous: true });
booking({
  lead: (p) => client.identify({ kind: 'user', key: p.email, email: p.email }),
  booked: (p) => {
    client.identify({ kind: 'user', key: p.email, email: p.email, name: p.name, phone: p.phone });
    client.track('appointment-requested', { reason: p.reason });
  },
});
