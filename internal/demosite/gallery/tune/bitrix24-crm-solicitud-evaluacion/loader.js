(function () {
  const css = `.b24-form{font-family:"Open Sans",Arial,sans-serif}.b24-form-wrapper{background:#fff;border-radius:8px;box-shadow:0 2px 14px #0000001c}.b24-form-header{padding:24px 30px 0}.b24-form-header-title{font-size:22px;font-weight:700;text-align:center}.b24-form-progress-container{display:flex;align-items:center;gap:10px;padding:16px 30px 0}.b24-form-progress-bar-container{flex:1;height:5px;background:#e6eaee;border-radius:3px}.b24-form-progress-bar-progress{height:5px;background:#1d8fa3;border-radius:3px}.b24-form-content{padding:22px 30px 28px}.b24-form-field{margin-bottom:14px;position:relative}.b24-form-control-container{position:relative}.b24-form-control{width:100%;box-sizing:border-box;height:54px;padding:20px 14px 6px;border:0;border-bottom:2px solid #d5dbe1;background:#f2f5f7;border-radius:4px 4px 0 0;font:inherit}textarea.b24-form-control{height:110px;padding-top:26px;resize:vertical}.b24-form-control-label{position:absolute;top:16px;left:14px;color:#7b8691;pointer-events:none;transition:.12s}.b24-form-control:focus~.b24-form-control-label,.b24-form-control-not-empty~.b24-form-control-label{top:4px;font-size:12px}.b24-form-control-required{color:#e04f3d}.b24-form-control-alert .b24-form-control{border-color:#e04f3d}.b24-form-control-alert-message{display:none;color:#e04f3d;font-size:12px;padding-top:3px}.b24-form-control-alert .b24-form-control-alert-message{display:block}.b24-form-control-group-label{font-size:14px;color:#525c69;margin-bottom:6px}.b24-form-control-radio,.b24-form-control-checkbox{display:block;padding:4px 0;cursor:pointer}.b24-form-section-title{font-weight:700;padding-bottom:12px}
.b24-form-dropdown{position:relative}.b24-form-dropdown-container{position:absolute;z-index:20;top:2px;left:0;right:0;background:#fff;box-shadow:0 4px 20px #0003;border-radius:4px;padding:10px}.b24-form-control-list-selector-item{display:flex;justify-content:space-between;padding:10px;cursor:pointer}.b24-form-control-list-selector-item:hover{background:#f2f5f7}.b24-form-control-list-selector-item-selected{color:#1d8fa3;font-weight:700}.vdpPeriodControls{display:flex;gap:6px;align-items:center;margin-bottom:8px}.vdpPeriodControl{position:relative}.vdpPeriodControl select{font:inherit;border:0;background:none;font-weight:700}.vdpArrow{border:0;background:none;font-size:20px;cursor:pointer}.vdpTable{width:100%;border-collapse:collapse;text-align:center}.vdpTable th{font-size:11px;color:#8893a0;text-transform:uppercase}.vdpCell{padding:2px}.vdpCellContent{width:34px;height:34px;line-height:34px;margin:auto;border-radius:50%;color:#b8c0c8}.vdpCell.selectable .vdpCellContent{color:#40444f;cursor:pointer}.vdpCell.selectable:hover .vdpCellContent,.vdpCell.selected .vdpCellContent{background:#1d8fa3;color:#fff}
.b24-form-btn-container{display:flex;gap:10px}.b24-form-btn-block{flex:1}.b24-form-btn{width:100%;height:48px;border:0;border-radius:4px;background:#1d8fa3;color:#fff;font:700 16px "Open Sans",Arial;cursor:pointer}.b24-form-btn-white{background:#fff;color:#525c69;border:1px solid #c6cdd3}.b24-window-overlay{position:fixed;inset:0;background:#0007;z-index:99;display:flex;align-items:center;justify-content:center}.b24-window-popup-wrapper{background:#fff;border-radius:6px;width:520px;max-width:92vw;padding:26px}.b24-window-text{max-height:240px;overflow:auto;font-size:14px}.b24-form-sign{text-align:center;padding:12px;font-size:12px;color:#98a2ab}.b24-form-state{padding:40px;text-align:center}`;
  document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
  const script = document.querySelector('script[data-b24-form]');
  const root = document.createElement('div'); root.className = 'b24-form'; script.after(root);
  const API = 'https://consultorio-alameda.bitrix24.es/bitrix/services/main/ajax.php';
  const V = {}, names = {};
  const el = (h) => { const t = document.createElement('template'); t.innerHTML = h.trim(); return t.content.firstChild; };
  const tell = () => gallery.values(Object.fromEntries(Object.entries(names).map(([k, n]) => [n, V[k]])));
  const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
  const label = (f) => `<div class="b24-form-control-label">${f.label} ${f.required ? '<span class="b24-form-control-required">*</span>' : ''}</div><div class="b24-form-control-alert-message"></div>`;
  const wrap = (f, inner) => el(`<div class="b24-form-field b24-form-field-${f.type} b24-form-control-${f.type}"><div><div class="b24-form-control-container${['list', 'date', 'select'].includes(f.type) ? ' b24-form-control-icon-after' : ''}">${inner}</div></div></div>`);
  const filled = (c, v) => c.classList.toggle('b24-form-control-not-empty', !!v);
  function closeDropdowns() { root.querySelectorAll('.b24-form-dropdown').forEach((d) => d.replaceChildren()); }
  document.addEventListener('mousedown', (e) => { if (!e.target.closest('.b24-form-dropdown-container')) closeDropdowns(); });
  function field(f) {
    V[f.id] = ''; names[f.id] = f.name;
    const set = (v) => { V[f.id] = v; f.node.classList.remove('b24-form-control-alert'); tell(); };
    let n;
    if (['string', 'email', 'phone', 'text'].includes(f.type)) {
      const type = { email: 'email', phone: 'tel' }[f.type] || 'text', name = { name: 'name', 'last-name': 'lastname', phone: 'phone', email: 'email' }[f.id] || '';
      n = wrap(f, (f.type === 'text' ? '<textarea class="b24-form-control"></textarea>' : `<input class="b24-form-control" type="${type}" name="${name}" autocomplete="${{ name: 'given-name', 'last-name': 'family-name', phone: 'tel', email: 'email' }[f.id] || 'on'}">`) + label(f));
      const c = n.querySelector('.b24-form-control');
      c.oninput = () => {
        if (f.type === 'phone') { let d = c.value.replace(/\D/g, ''); if (d && d[0] !== '1') d = '1' + d; d = d.slice(0, 11); c.value = d ? '+1' + (d.length > 1 ? ' ' + d.slice(1, 4) : '') + (d.length > 4 ? '-' + d.slice(4, 7) : '') + (d.length > 7 ? '-' + d.slice(7) : '') : ''; }
        filled(c, c.value); set(c.value);
      };
    } else if (f.type === 'select') {
      n = wrap(f, `<select class="b24-form-control"><option value=""></option>${f.items.map((t, i) => `<option value="${210 + i}">${t}</option>`).join('')}</select>` + label(f));
      const c = n.querySelector('select'); c.onchange = () => { filled(c, c.value); set(c.value ? c.selectedOptions[0].textContent : ''); rules(); };
    } else if (f.type === 'radio' || f.type === 'checkbox') {
      n = el(`<div class="b24-form-field b24-form-field-${f.type}"><div><div class="b24-form-control-group-label">${f.label} ${f.required ? '<span class="b24-form-control-required">*</span>' : ''}</div>${f.items.map((t, i) => `<label class="b24-form-control-${f.type}"><input type="${f.type}" name="${f.id}" value="${i}"> <span class="b24-form-control-desc">${t}</span></label>`).join('')}<div class="b24-form-control-alert-message"></div></div></div>`);
      n.onchange = () => set([...n.querySelectorAll('input:checked')].map((i) => i.parentNode.textContent.trim()).join(', '));
    } else if (f.type === 'list') {
      n = wrap(f, `<input readonly type="text" class="b24-form-control">${label(f)}<div class="b24-form-dropdown"></div>`);
      const c = n.querySelector('.b24-form-control'), d = n.querySelector('.b24-form-dropdown'), on = new Set();
      c.onclick = () => {
        closeDropdowns(); const box = el('<div class="b24-form-dropdown-container"></div>');
        for (const t of f.items) { const i = el(`<div class="b24-form-control-list-selector-item${on.has(t) ? ' b24-form-control-list-selector-item-selected' : ''}"><div class="b24-form-control-list-selector-item-title">${t}</div><div aria-hidden="true">${on.has(t) ? '✓' : ''}</div></div>`); i.onclick = () => { if (f.multiple) { on.has(t) ? on.delete(t) : on.add(t); } else { on.clear(); on.add(t); } c.value = [...on].join(', '); filled(c, c.value); set(c.value); if (f.multiple) c.onclick(); else closeDropdowns(); }; box.append(i); }
        if (f.multiple) { const ok = el('<button type="button" class="b24-form-btn b24-form-btn-white">Cerrar</button>'); ok.onclick = closeDropdowns; box.append(ok); }
        d.replaceChildren(box);
      };
    } else if (f.type === 'date') {
      n = wrap(f, `<input type="text" class="b24-form-control" readonly>${label(f)}<div class="b24-form-dropdown"></div>`);
      const c = n.querySelector('.b24-form-control'), d = n.querySelector('.b24-form-dropdown'), now = new Date();
      let y = f.birth ? 1990 : now.getFullYear(), m = f.birth ? 0 : now.getMonth();
      const draw = () => {
        const years = []; for (let i = f.birth ? 1930 : now.getFullYear(); i <= now.getFullYear() + (f.birth ? 0 : 1); i++) years.push(i);
        const first = new Date(y, m, 1), lead = (first.getDay() + 6) % 7, days = new Date(y, m + 1, 0).getDate(), cells = [];
        for (let i = 0; i < lead; i++) cells.push('<td class="vdpCell outOfRange"></td>');
        for (let i = 1; i <= days; i++) { const t = new Date(y, m, i), can = f.birth ? t < now : t - now > 2 * 864e5 && ![0, 5, 6].includes(t.getDay()); cells.push(`<td class="vdpCell ${can ? 'selectable' : 'disabled'}" data-i="${i}"><div class="vdpCellContent">${i}</div></td>`); }
        let rows = ''; for (let i = 0; i < cells.length; i += 7) rows += '<tr>' + cells.slice(i, i + 7).join('') + '</tr>';
        const box = el(`<div class="b24-form-dropdown-container"><div class="vdpInnerWrap"><header class="vdpHeader"><div class="vdpPeriodControls"><button type="button" class="vdpArrow vdpArrowPrev" title="Mes anterior">‹</button><div class="vdpPeriodControl"><select aria-label="Mes">${months.map((t, i) => `<option value="${i}"${i === m ? ' selected' : ''}>${t}</option>`).join('')}</select></div><div class="vdpPeriodControl"><select aria-label="Año">${years.map((t) => `<option${t === y ? ' selected' : ''}>${t}</option>`).join('')}</select></div><button type="button" class="vdpArrow vdpArrowNext" title="Mes siguiente">›</button></div></header><table class="vdpTable"><thead><tr>${['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'].map((t) => `<th>${t}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table></div></div>`);
        const [sm, sy] = box.querySelectorAll('select'); sm.onchange = () => { m = +sm.value; draw(); }; sy.onchange = () => { y = +sy.value; draw(); };
        const step = (k) => { m += k; if (m < 0) { m = 11; y--; } if (m > 11) { m = 0; y++; } draw(); };
        box.querySelector('.vdpArrowPrev').onclick = () => step(-1); box.querySelector('.vdpArrowNext').onclick = () => step(1);
        box.querySelectorAll('.selectable').forEach((t) => { t.onclick = () => { c.value = [String(t.dataset.i).padStart(2, '0'), String(m + 1).padStart(2, '0'), y].join('/'); filled(c, 1); set(c.value); closeDropdowns(); }; });
        d.replaceChildren(box);
      };
      c.onclick = () => { closeDropdowns(); draw(); };
    } else {
      n = el(`<div class="b24-form-field b24-form-field-agreement b24-form-control-agreement"><div class="b24-form-control-container"><label class="b24-form-control-checkbox"><input type="checkbox"> <span class="b24-form-control-desc">${f.label}</span> <span class="b24-form-control-required">*</span></label><div class="b24-form-control-alert-message"></div></div></div>`);
      const c = n.querySelector('input');
      c.onclick = (e) => {
        if (!c.checked) { set(''); return; }
        e.preventDefault();
        const o = el(`<div class="b24-window-overlay"><div class="b24-window-popup-wrapper" role="dialog"><h3 class="b24-window-header-title">Consentimiento para el tratamiento de datos</h3><div class="b24-window-text"><p>El Consultorio Alameda tratará los datos de esta solicitud únicamente para coordinar su evaluación, conforme a la ley HIPAA.</p><p>No los compartimos con terceros sin su autorización por escrito. Puede pedir su eliminación en cualquier momento.</p></div><div class="b24-form-btn-container"><div class="b24-form-btn-block"><button type="button" class="b24-form-btn b24-accept">Acepto</button></div><div class="b24-form-btn-block"><button type="button" class="b24-form-btn b24-form-btn-white b24-reject">No acepto</button></div></div></div></div>`);
        document.body.append(o);
        o.querySelector('.b24-accept').onclick = () => { o.remove(); c.checked = true; set('Y'); }; o.querySelector('.b24-reject').onclick = () => { o.remove(); c.checked = false; set(''); };
      };
    }
    f.node = n; return n;
  }
  let form, at = 0;
  const visible = (f) => f.node.style.display !== 'none';
  const rules = () => form.pages.flatMap((p) => p.fields).filter((f) => f.when).forEach((f) => { f.node.style.display = V[f.when[0]] === f.when[1] ? '' : 'none'; });
  function valid() {
    let ok = true;
    for (const f of form.pages[at].fields) {
      const v = V[f.id]; let w = '';
      if (visible(f)) { if (f.required && !v) w = 'Este campo es obligatorio'; else if (f.type === 'email' && !/^\S+@\S+\.\S+$/.test(v)) w = 'Introduzca un correo electrónico válido'; else if (f.type === 'phone' && v.replace(/\D/g, '').length < 11) w = 'El número de teléfono es incorrecto'; }
      f.node.classList.toggle('b24-form-control-alert', !!w); f.node.querySelector('.b24-form-control-alert-message').textContent = w; if (w) ok = false;
    }
    return ok;
  }
  function draw() {
    const n = form.pages.length, p = form.pages[at];
    root.querySelector('.b24-form-progress-bar-progress').style.width = (at + 1) / n * 100 + '%';
    root.querySelector('.b24-form-progress-count').textContent = at + 1 + ' / ' + n;
    form.pages.forEach((q, i) => { q.node.style.display = i === at ? '' : 'none'; });
    const b = root.querySelector('.b24-form-btn-container');
    b.innerHTML = (at ? '<div class="b24-form-btn-block"><button type="button" class="b24-form-btn b24-form-btn-white b24-form-btn-border">Atrás</button></div>' : '') + `<div class="b24-form-btn-block"><button type="${at < n - 1 ? 'button' : 'submit'}" class="b24-form-btn">${at < n - 1 ? 'Siguiente' : 'Solicitar evaluación'}</button></div>`;
    if (at) b.firstChild.firstChild.onclick = () => { at--; draw(); };
    if (at < n - 1) b.lastChild.firstChild.onclick = () => { if (valid()) { at++; gallery.step(at + 1); draw(); } };
  }
  fetch(API + '?action=crm.site.form.get&id=14').then((r) => r.json()).then((data) => {
    form = data;
    root.append(el(`<div class="b24-form-wrapper b24-form-shadow"><div class="b24-form-header b24-form-padding-side"><div class="b24-form-header-title">${form.title}</div></div><div class="b24-form-progress-container"><div class="b24-form-progress-bar-container"><div class="b24-form-progress-bar-progress"></div></div><div class="b24-form-progress-count"></div></div><div class="b24-form-content b24-form-padding-side"><form method="post" novalidate><div class="b24-form-pages"></div><div class="b24-form-btn-container"></div></form></div><div class="b24-form-sign"><span>Con tecnología de</span> <b>Bitrix24</b></div></div>`));
    for (const p of form.pages) { p.node = el(`<div class="b24-form-page"><div class="b24-form-section-title">${p.title}</div></div>`); p.fields.forEach((f) => p.node.append(field(f))); root.querySelector('.b24-form-pages').append(p.node); }
    rules(); tell(); draw();
    root.querySelector('form').onsubmit = (e) => {
      e.preventDefault();
      if (at < form.pages.length - 1) { root.querySelector('.b24-form-btn-container').lastChild.firstChild.click(); return; }
      if (!valid()) return;
      tell(); gallery.commit();
      const body = new FormData(); body.set('id', '14'); body.set('sec', 'kx2vq1'); body.set('values', JSON.stringify(V)); body.set('consents', JSON.stringify({ AGREEMENT_2: 'Y' }));
      const done = (t) => { root.querySelector('.b24-form-wrapper').replaceChildren(el(`<div class="b24-form-state">${t}</div>`)); };
      fetch(API + '?action=crm.site.form.fill', { method: 'POST', body }).then((r) => done(r.ok ? '¡Gracias! Le llamaremos pronto.' : 'Algo salió mal. Inténtelo de nuevo.'), () => done('Algo salió mal. Inténtelo de nuevo.'));
    };
  });
})();
