import * as FilePond from 'filepond';
import 'filepond/dist/filepond.min.css';

const form = document.getElementById('ins');
const held = { front: '', back: '' };
const values = () => ({ ...Object.fromEntries([...form.querySelectorAll('[name]')].filter((el) => el.type !== 'file' && el.type !== 'hidden' && !(el.name in held)).map((el) => [el.name, el.type === 'checkbox' ? el.checked : el.value])), ...held });
for (const input of form.querySelectorAll('.pond')) {
  const name = input.name;
  // Each file goes to the server at once; the form later carries the id it got.
  FilePond.create(input, { credits: false, required: false, server: { process: '/uploads', revert: null }, labelIdle: 'Drag the picture here or <span class="filepond--label-action">choose it</span>', onprocessfile: (error, f) => { held[name] = error ? '' : f.filename; gallery.values(values()); }, onremovefile: () => { held[name] = ''; gallery.values(values()); } });
}
gallery.values(values());
for (const type of ['input', 'change']) form.addEventListener(type, () => gallery.values(values()));
form.addEventListener('submit', (e) => {
  const ready = held.front !== '';
  document.getElementById('e').textContent = ready ? '' : 'Please add the front of your card, and wait until it is uploaded.';
  if (!ready) { e.preventDefault(); return; }
  gallery.commit(values());
});
