// Snowplow: form tracking of every field (base64 inside JSON, by default).
import { newTracker, trackPageView, enableActivityTracking, setUserId } from '@snowplow/browser-tracker';
import { FormTrackingPlugin, enableFormTracking } from '@snowplow/browser-plugin-form-tracking';
import { booking } from './practice.js';

newTracker('sp', 'https://collector-us.snplow.net', {
  appId: 'practice', postPath: '/com.snowplowanalytics.snowplow/tp2', plugins: [FormTrackingPlugin()],
});
enableActivityTracking({ minimumVisitLength: 5, heartbeatDelay: 10 });
trackPageView();
enableFormTracking();
booking({ lead: (p) => setUserId(p.email) });
