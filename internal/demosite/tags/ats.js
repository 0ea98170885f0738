// LiveRamp ATS: an envelope for the SHA-1 of an address, as soon as the field is left.
onField(async (el, value) => {
  if (what(el) === 'email') fetch('https://api.rlcdn.com/api/identity/envelope?' + query({ pid: 14201, it: 4, iv: hex(await digest('SHA-1', lower(value))) }), { credentials: 'include' }).catch(() => {});
});
