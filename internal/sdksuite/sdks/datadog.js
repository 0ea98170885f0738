// Datadog RUM: privacy level "allow", every session replayed, requests compressed.
import { datadogRum } from '@datadog/browser-rum';
import { booking } from './practice.js';

datadogRum.init({
  applicationId: '00000000-0000-4000-8000-000000000000',
  clientToken: 'pubquietroom',
  site: 'datadoghq.com',
  service: 'practice',
  sessionSampleRate: 100,
  sessionReplaySampleRate: 100,
  defaultPrivacyLevel: 'allow',
  trackUserInteractions: true,
  compressIntakeRequests: true,
  startSessionReplayRecordingManually: false,
});
booking({
  lead: (p) => datadogRum.setUser({ id: p.email, email: p.email }),
  booked: (p) => {
    datadogRum.setUser({ id: p.email, email: p.email, name: p.name, phone: p.phone });
    datadogRum.addAction('appointment requested', { reason: p.reason, message: p.message });
  },
});
