import $ from 'jquery';
import Inputmask from 'inputmask';

const S = { queixa: '', turno: '', modalidade: '', preco: '200', psicologo: '', horario: '', nome: '', sobrenome: '', nascimento: '', email: '', celular: '', cpf: '', genero: '', senha: '', motivo: '', cupom: '', termos: '', marketing: '' };
const conta = () => gallery.values(S);
conta();
const mostra = (n) => { $('.etapa').prop('hidden', true); $(`[data-etapa=${n}]`).prop('hidden', false); $('.breadcrumb li').removeClass('active').filter(`[data-p=${n}]`).addClass('active'); etapa = n; gallery.step(n); scrollTo(0, 0); };
let etapa = 1;
Inputmask('99/99/9999', { placeholder: 'd d/m m/a a a a'.replace(/ /g, ''), showMaskOnHover: false }).mask('#nascimento');
Inputmask('999.999.999-99', { showMaskOnHover: false }).mask('#cpf');
$('#lgpd button').on('click', () => $('#lgpd').remove());
$('#agenda').on('input change', 'input,select,textarea', function () {
  S[this.name] = this.type === 'checkbox' ? (this.checked ? 'sim' : '') : this.type === 'radio' ? this.closest('label').textContent.trim() : this.value;
  $(this).removeClass('is-invalid').next('.invalid-feedback').text('');
  if (this.name === 'preco') $('#precoTxt').text('R$ ' + this.value);
  if (this.type === 'radio') $(this).closest('label').addClass('active').siblings().removeClass('active');
  conta();
});
$('.pill').on('click keydown', function (e) {
  if (e.type === 'keydown' && e.key !== ' ' && e.key !== 'Enter') return;
  e.preventDefault();
  $(this).toggleClass('on').attr('aria-pressed', $(this).hasClass('on'));
  S.queixa = $('.pill.on').map((_, p) => p.textContent).get().join(', ');
  conta();
});
const erro = (k, m) => { $(`[data-erro=${k}]`).text(m); return !m; };
const dia = (n) => { const d = new Date(); d.setDate(d.getDate() + Number(n)); return d; };
$('#buscar').on('click', async () => {
  const bem = [erro('queixa', S.queixa ? '' : 'Escolha ao menos um tema'), erro('modalidade', S.modalidade ? '' : 'Escolha uma modalidade')].every(Boolean);
  if (!bem) return;
  const r = await $.getJSON('/api/profissionais', { tema: S.queixa, turno: S.turno, ate: S.preco });
  const itens = r.itens.filter((p) => p.preco <= Number(S.preco));
  $('#total').text(itens.length);
  $('#lista').html(itens.map((p) => `<div class="card pro"><div class="avatar" aria-hidden="true">${p.nome.split(' ').map((x) => x[0]).slice(0, 2).join('')}</div><div class="txt"><h5>${p.nome}</h5><div class="text-muted">CRP ${p.crp} · ★ ${p.nota}</div><div>${p.abordagem}</div><b>R$ ${p.preco}</b> <span class="text-muted">/ 50 min</span></div><div class="grade">${Object.entries(p.horarios).map(([d, hs]) => `<div><b>${dia(d).toLocaleDateString('pt-BR', { weekday: 'short' })}</b><br>${dia(d).toLocaleDateString('pt-BR', { day: '2-digit', month: '2-digit' })}${hs.map((h) => `<a href="#" class="h" data-p="${p.nome}" data-d="${d}" data-h="${h}">${h}</a>`).join('') || '<br><i>–</i>'}</div>`).join('')}</div></div>`).join('') || '<p>Nenhum psicólogo nesse valor. Tente aumentar o preço.</p>');
  S.psicologo = S.horario = '';
  conta();
  mostra(2);
});
$('#lista').on('click', '.h', function (e) {
  e.preventDefault();
  $('.h').removeClass('sel');
  $(this).addClass('sel');
  S.psicologo = this.dataset.p;
  S.horario = dia(this.dataset.d).toLocaleDateString('pt-BR') + ' ' + this.dataset.h;
  erro('horario', '');
  conta();
});
$('#agendar').on('click', async () => {
  if (!erro('horario', S.horario ? '' : 'Selecione um horário na agenda de um psicólogo')) return;
  await $.ajax({ url: '/api/reservas', method: 'POST', contentType: 'application/json', data: JSON.stringify({ psicologo: S.psicologo, horario: S.horario }) });
  mostra(3);
});
$('#continuar').on('click', () => {
  const regras = { nome: S.nome.trim(), sobrenome: S.sobrenome.trim(), nascimento: /^(0[1-9]|[12]\d|3[01])\/(0[1-9]|1[0-2])\/(19|20)\d\d$/.test(S.nascimento), genero: S.genero, email: /^\S+@\S+\.\S+$/.test(S.email), celular: S.celular.replace(/\D/g, '').length >= 10, senha: S.senha.length >= 8 && /\d/.test(S.senha) && /[a-z]/i.test(S.senha), motivo: S.motivo.trim() };
  const texto = { nascimento: 'Data inválida (dd/mm/aaaa)', email: 'E-mail inválido', celular: 'Celular inválido', senha: 'Senha fraca' };
  for (const k in regras) if (!regras[k]) $('#' + k).addClass('is-invalid').next('.invalid-feedback').text(texto[k] || 'Campo obrigatório');
  if (Object.values(regras).some((x) => !x)) { $('.is-invalid').first().trigger('focus'); return; }
  $('#resumo').text(`${S.psicologo}, ${S.horario}, ${S.modalidade}`);
  mostra(4);
});
$('.voltar').on('click', () => mostra(etapa - 1));
$('#agenda').on('submit', async (e) => {
  e.preventDefault();
  if (etapa < 4) { $(['#buscar', '#agendar', '#continuar'][etapa - 1]).trigger('click'); return; }
  if (!erro('termos', S.termos ? '' : 'É preciso aceitar os termos')) return;
  $('#agenda [type=submit]').prop('disabled', true);
  gallery.commit(S);
  const r = await fetch('/api/agendamentos', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(S) });
  if (!r.ok) erro('envio', 'Não foi possível concluir. Tente de novo em instantes.');
});
