const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
const services = [['Psychothérapie individuelle', '50 min', '150 $'], ['Psychothérapie de couple', '80 min', '210 $'], ['Évaluation neuropsychologique', '120 min', '340 $'], ['Coaching parental', '50 min', '140 $']];
const pros = [['Premier disponible', ''], ['Maude Thivierge-Caron', 'Psychologue'], ['Étienne Lafrenière', 'Psychothérapeute'], ['Safia Benmoussa', 'Neuropsychologue']];
const mois = 'janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre'.split(',');
const jours = 'dim.,lun.,mar.,mer.,jeu.,ven.,sam.'.split(',');
const V = { service: '', premiere: '', professionnel: '', plage: '' };
let etape = 1, semaine = 1;

$('#services').innerHTML = services.map(([n, d, p], i) => `<label class="gor-row"><input type="radio" name="service" value="${410 + i}" data-nom="${n}"><span>${n}</span><span class="d">${d} &middot; ${p}</span></label>`).join('');
$('#pros').innerHTML = pros.map(([n, t], i) => `<div class="pro" data-id="${i}" tabindex="0"><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><div><b>${n}</b><br><small>${t}</small></div></div>`).join('');
for (let j = 1; j <= 31; j++) $('[name=jour]').add(new Option(j, j));
mois.forEach((m, i) => $('[name=mois]').add(new Option(m, i + 1)));
for (let a = new Date().getFullYear(); a > 1925; a--) $('[name=annee]').add(new Option(a, a));

function dire() {
  const f = {};
  for (const el of $$('#dossier [name], #fin [name]')) f[el.name] = el.type === 'checkbox' ? el.checked : el.value;
  gallery.values({ ...V, ...f });
}
const msg = (t) => { $(`[data-etape="${etape}"] .msg`).textContent = t; };
function aller(n) {
  etape = n;
  for (const s of $$('[data-etape]')) s.hidden = Number(s.dataset.etape) !== n;
  $('#barre').style.width = n * 20 + '%';
  if (n === 3) charger();
  if (n === 5) $('#resume').innerHTML = `<b>${V.service}</b><br>${V.professionnel}<br>${V.plage}`;
  gallery.step(n);
  dire();
  scrollTo(0, 0);
}
const post = (url, data) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) });
async function charger() {
  const lundi = new Date();
  lundi.setHours(0, 0, 0, 0);
  lundi.setDate(lundi.getDate() + ((8 - lundi.getDay()) % 7 || 7) + (semaine - 1) * 7);
  $('#titresem').textContent = `Semaine du ${lundi.getDate()} ${mois[lundi.getMonth()]}`;
  $('#avant').disabled = semaine === 1;
  $('#semaine').innerHTML = '<em style="grid-column:1/6">Chargement des disponibilités...</em>';
  const r = await (await post('/clinique-boreale/disponibilites', { semaine, ...V })).json();
  $('#semaine').innerHTML = r.jours.map((hs, i) => {
    const d = new Date(lundi);
    d.setDate(d.getDate() + i);
    const nom = `${jours[d.getDay()]} ${d.getDate()} ${mois[d.getMonth()]}`;
    return `<div><h4>${nom}</h4>${hs.length ? hs.map((h) => `<a href="#" class="plage" data-quand="${nom}, ${h}">${h}</a>`).join('') : '<em>Aucune</em>'}</div>`;
  }).join('');
}
const regles = {
  courriel: [/^\S+@\S+\.\S+$/, 'Le courriel est invalide.'], cellulaire: [/(\d\D*){10}/, 'Le numéro de cellulaire est invalide.'], urgenceTel: [/(\d\D*){10}/, "Le numéro de la personne à joindre est invalide."], codepostal: [/^(\d{5}(-\d{4})?|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d)$/, 'Le code postal est invalide.'],
};
function formulaire(f) {
  let m = '';
  for (const el of $$('[data-oblig]', f)) {
    const v = el.type === 'checkbox' ? (el.checked ? '1' : '') : el.value.trim(), r = regles[el.name];
    const pb = !v ? 'Veuillez remplir les champs obligatoires.' : r && !r[0].test(v) ? r[1] : '';
    el.closest('.champ').classList.toggle('ko', !!pb || el.tagName === 'SELECT' && $$('select[data-oblig]', el.closest('.champ')).some((s) => !s.value));
    m ||= pb;
  }
  msg(m);
  return !m;
}
document.addEventListener('change', (e) => {
  if (e.target.name === 'service') V.service = e.target.dataset.nom;
  if (e.target.name === 'premiere') V.premiere = e.target.value;
  dire();
});
document.addEventListener('input', dire);
document.addEventListener('click', async (e) => {
  const pro = e.target.closest('.pro'), plage = e.target.closest('.plage');
  if (pro) { for (const p of $$('.pro')) p.classList.toggle('on', p === pro); V.professionnel = pros[pro.dataset.id][0]; dire(); }
  if (plage) { e.preventDefault(); for (const p of $$('.plage')) p.classList.toggle('on', p === plage); V.plage = plage.dataset.quand; dire(); }
  if (e.target.id === 'apres') { semaine++; V.plage = ''; charger(); }
  if (e.target.id === 'avant' && semaine > 1) { semaine--; V.plage = ''; charger(); }
  if (e.target.matches('[data-retour]')) { e.preventDefault(); aller(etape - 1); }
  if (e.target.matches('[data-suivant]')) {
    const bien = etape === 1 ? V.service && V.premiere : etape === 2 ? V.professionnel : etape === 3 ? V.plage : formulaire($('#dossier'));
    if (etape < 4) msg(bien ? '' : ['', 'Veuillez choisir un service et répondre à la question.', 'Veuillez choisir un professionnel.', 'Veuillez choisir une plage horaire.'][etape]);
    if (!bien) return;
    e.target.disabled = true;
    await post('/clinique-boreale/panier', { etape, ...V });
    e.target.disabled = false;
    aller(etape + 1);
  }
});
document.addEventListener('keydown', (e) => { if (e.key === 'Enter' && e.target.matches('.pro')) e.target.click(); });
addEventListener('submit', async (e) => {
  e.preventDefault();
  if (e.target.id !== 'fin' || !formulaire(e.target)) return;
  dire();
  gallery.commit();
  $('#fin [type=submit]').disabled = true;
  const r = await post('/clinique-boreale/rendezvous/confirmer', { ...V, ...Object.fromEntries(new FormData($('#dossier'))), ...Object.fromEntries(new FormData(e.target)) });
  if (r.ok) location = '/thank-you';
});
aller(1);
