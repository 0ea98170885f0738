// Reports the search as an event, when there is anybody to report it to.
document.getElementById('finder').addEventListener('submit', (e) => {
  const f = e.target.elements;
  if (window.pintrk) pintrk('track', 'search', { concern: f.concern.value, insurance: f.insurance.value, zip: f.zip.value });
});
