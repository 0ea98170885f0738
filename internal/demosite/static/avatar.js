// Shows the reader's own avatar next to the form. The address of the picture is
// the MD5 of the e-mail address (RFC 1321), which crypto.subtle does not have.
(() => {
  const K = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) >>> 0);
  const S = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
  function md5(s) {
    const b = new TextEncoder().encode(s);
    const m = new DataView(new ArrayBuffer(((b.length + 8) >> 6) * 64 + 64));
    b.forEach((x, i) => m.setUint8(i, x));
    m.setUint8(b.length, 0x80);
    m.setUint32(m.byteLength - 8, b.length * 8, true);
    const h = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
    for (let o = 0; o < m.byteLength; o += 64) {
      let [a, c, d, e] = h;
      for (let i = 0; i < 64; i++) {
        const r = i >> 4;
        const f = [(c & d) | (~c & e), (e & c) | (~e & d), c ^ d ^ e, d ^ (c | ~e)][r];
        const g = [i, 5 * i + 1, 3 * i + 5, 7 * i][r] % 16;
        const t = (a + f + K[i] + m.getUint32(o + g * 4, true)) >>> 0;
        const n = S[r * 4 + (i & 3)];
        [a, e, d, c] = [e, d, c, (c + ((t << n) | (t >>> (32 - n)))) >>> 0];
      }
      [a, c, d, e].forEach((x, i) => { h[i] = (h[i] + x) >>> 0; });
    }
    return h.map((x) => [0, 8, 16, 24].map((n) => ((x >>> n) & 255).toString(16).padStart(2, '0')).join('')).join('');
  }
  document.querySelector('#subscribe [type=email]').addEventListener('change', (e) => {
    if (e.target.value) document.getElementById('avatar').src = 'https://www.gravatar.com/avatar/' + md5(e.target.value.trim().toLowerCase()) + '?s=88&d=identicon';
  });
})();
