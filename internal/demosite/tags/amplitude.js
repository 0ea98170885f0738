// Amplitude, set up by somebody who thought that a hash is anonymous.
const device_id = cookie('AMP_hrbr0142', () => crypto.randomUUID());
const log = (event_type, extra) => post('https://api2.amplitude.com/2/httpapi', JSON.stringify({
  api_key: '0142hrbrlght', events: [{ device_id, session_id: performance.timeOrigin | 0, time: Date.now(), event_type, event_properties: { '[Amplitude] Page URL': here(), '[Amplitude] Page Title': document.title }, library: 'amplitude-ts/2.11.1', insert_id: crypto.randomUUID(), ...extra }], options: {},
}), { 'Content-Type': 'text/plain' });
window.amplitude = { log, sha512hex: async (s) => hex(await digest('SHA-512', s)), sha512b64: async (s) => b64(await digest('SHA-512', s)) };
log('[Amplitude] Page Viewed');
