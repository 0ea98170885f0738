// CallRail: asks for a number that tracks this visitor. The number it sends is the practice's own.
const uuid = cookie('calltrk_session_id', () => crypto.randomUUID());
post('https://js.callrail.com/group/0/0142hrbr/12/swap.json', JSON.stringify({ referrer: document.referrer || 'direct', landing: here(), url: here(), uuid, numbers: ['2075550142'], ids: [555014201], perf: [] }), { 'Content-Type': 'text/plain' });
