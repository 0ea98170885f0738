// New Relic: session replay unmasked, the visitor as user id and attributes.
import { BrowserAgent } from '@newrelic/browser-agent/loaders/browser-agent';
import { booking } from './practice.js';

const agent = new BrowserAgent({
  init: {
    session_replay: { enabled: true, sampling_rate: 100, error_sampling_rate: 100, mask_all_inputs: false, mask_text_selector: null, autoStart: true, preload: true },
    ajax: { capture_payloads: 'all', deny_list: [] },
    session_trace: { enabled: true },
    distributed_tracing: { enabled: true },
    privacy: { cookies_enabled: true },
  },
  info: { beacon: 'bam.nr-data.net', errorBeacon: 'bam.nr-data.net', licenseKey: 'NRJS-quietroom', applicationID: '1', sa: 1 },
  loader_config: { accountID: '1', trustKey: '1', agentID: '1', licenseKey: 'NRJS-quietroom', applicationID: '1' },
});
booking({
  lead: (p) => agent.setUserId(p.email),
  booked: (p) => {
    agent.setUserId(p.email);
    agent.setCustomAttribute('phone', p.phone);
    agent.addPageAction('appointment_requested', { name: p.name, reason: p.reason });
  },
});
