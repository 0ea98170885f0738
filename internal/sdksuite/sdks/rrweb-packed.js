// rrweb with its own packer: each event is JSON, deflated, written as Latin-1
// characters into a string.
import { record } from 'rrweb';
import { pack } from '@rrweb/packer';
import { booking } from './practice.js';

let events = [];
const send = () => {
  if (!events.length) return;
  const body = JSON.stringify({ events });
  events = [];
  fetch('https://ingest.packedreplay.example/events', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
};
record({ emit: (e) => events.push(e), packFn: pack, maskAllInputs: false, sampling: { input: 'last' } });
setInterval(send, 2000);
booking();
