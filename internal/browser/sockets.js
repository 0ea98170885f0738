// Runs first in every page, frame and worker. What is sent over a socket cannot
// be intercepted by Chrome's protocol, so send itself asks, while a submit is
// held, and nothing leaves before the answer. Until its first answer it asks, too.
((name) => {
  const g = globalThis, tell = g[name];
  if (typeof tell !== 'function') return;
  delete g[name];
  const { stringify } = JSON, { apply, construct } = Reflect, chars = String.fromCharCode, b64 = g.btoa, Buf = ArrayBuffer, Bytes = Uint8Array;
  const most = 4 << 20;
  let state = 'ask', last = 0;
  const queues = new Map(); // socket → what waits, in order

  const text = (bytes) => {
    let s = '';
    for (let i = 0; i < bytes.length; i += 8192) s += chars.apply(null, bytes.subarray(i, i + 8192));
    return b64(s);
  };
  const report = (id, url, bytes, plain) => {
    if (plain !== undefined) return tell(stringify({ id, url, text: plain.slice(0, most), size: plain.length, cut: plain.length > most }));
    tell(stringify({ id, url, base64: text(bytes.subarray(0, most)), size: bytes.length, cut: bytes.length > most }));
  };
  const flush = (socket) => {
    const queue = queues.get(socket);
    while (queue.length && queue[0].go !== undefined) {
      const { go, send } = queue.shift();
      if (go) try { send(); } catch {}
    }
    if (!queue.length) queues.delete(socket);
  };
  const wait = (socket, url, data, send) => {
    const entry = { id: ++last, send, go: undefined };
    if (!queues.has(socket)) queues.set(socket, []);
    queues.get(socket).push(entry);
    if (data instanceof Buf) report(entry.id, url, new Bytes(data));
    else if (Buf.isView(data)) report(entry.id, url, new Bytes(data.buffer, data.byteOffset, data.byteLength));
    else if (g.Blob && data instanceof g.Blob) data.arrayBuffer().then((b) => report(entry.id, url, new Bytes(b)), () => report(entry.id, url, new Bytes()));
    else report(entry.id, url, undefined, String(data));
  };
  const copy = (data) => data instanceof Buf ? data.slice(0) : Buf.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data;

  if (g.WebSocket) {
    const proto = g.WebSocket.prototype;
    proto.send = new Proxy(proto.send, { apply(send, socket, args) {
      if (state === 'pass' && !queues.has(socket) || !args.length || socket.readyState !== 1) return apply(send, socket, args);
      const data = copy(args[0]);
      wait(socket, socket.url, data, () => apply(send, socket, [data]));
    } });
  }
  if (g.RTCDataChannel) {
    const proto = g.RTCDataChannel.prototype;
    proto.send = new Proxy(proto.send, { apply(send, channel, args) {
      if (state === 'pass' || state === 'ask') return apply(send, channel, args);
      tell(stringify({ broke: 'a peer connection' }));
    } });
  }
  // What is written to a stream cannot be asked about one by one: while a submit is
  // held there is no such connection.
  const streams = [];
  for (const [kind, what] of [['WebTransport', 'a WebTransport'], ['WebSocketStream', 'a WebSocket stream']]) {
    if (!g[kind]) continue;
    g[kind] = new Proxy(g[kind], { construct(target, args, as) {
      const made = construct(target, args, as);
      if (state === 'hold') end(made, what); else streams.push([new WeakRef(made), what]);
      if (streams.length > 1000) streams.splice(0, 500);
      return made;
    } });
  }
  const end = (stream, what) => {
    try { stream.close(); } catch {}
    tell(stringify({ broke: what }));
  };

  // A page whose policy refuses the canary of an arming is not told so.
  g.addEventListener?.('securitypolicyviolation', (e) => { if (String(e.blockedURI).includes('canary.quietroom.invalid')) e.stopImmediatePropagation(); }, true);

  Object.defineProperty(g, name, { enumerable: false, configurable: false, writable: false, value: {
    hold(on) {
      state = on;
      if (on === 'hold') for (const [ref, what] of streams.splice(0)) { const s = ref.deref(); if (s) end(s, what); }
      return state;
    },
    answer(id, go) {
      for (const [socket, queue] of queues) for (const entry of queue) if (entry.id === id) { entry.go = go; flush(socket); return true; }
      return false;
    },
  } });
  tell(stringify({ hello: true }));
})(__NAME__);
