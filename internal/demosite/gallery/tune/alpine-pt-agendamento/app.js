import Alpine from 'alpinejs';
import mask from '@alpinejs/mask';

Alpine.plugin(mask);
const MESES = ['janeiro', 'fevereiro', 'março', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro', 'novembro', 'dezembro'];
Alpine.data('agenda', () => ({
  passo: 1, erros: {}, enviado: false, enviando: false, mes: 0,
  f: { servico: '', formato: '', profissional: '', dia: '', hora: '', nome: '', apelido: '', nascimento: '', genero: '', celular: '', email: '', endereco: '', cidade: '', estado: '', zip: '', plano: '', carteirinha: '', remedios: '', motivo: '', emerg_nome: '', emerg_tel: '', termo: false, novidades: false },
  servicos: [['Psicoterapia individual', '50 min · US$ 110'], ['Terapia de casal', '80 min · US$ 160'], ['Orientação para pais', '50 min · US$ 110'], ['Avaliação psiquiátrica', '60 min · US$ 220']],
  estados: 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(','),
  init() { this.$watch('f', () => gallery.values(this.f)); gallery.values(this.f); this.$watch('passo', (n) => { gallery.step(n); scrollTo(0, 0); }); },
  get primeiro() { const d = new Date(); return new Date(d.getFullYear(), d.getMonth() + this.mes, 1); },
  get tituloMes() { return MESES[this.primeiro.getMonth()] + ' de ' + this.primeiro.getFullYear(); },
  get vazios() { return this.primeiro.getDay(); },
  get dias() { const p = this.primeiro; return Array.from({ length: new Date(p.getFullYear(), p.getMonth() + 1, 0).getDate() }, (_, i) => new Date(p.getFullYear(), p.getMonth(), i + 1)); },
  livre(d) { return +d > Date.now() + 36e5 * 24 && [2, 3, 4].includes(d.getDay()) && d.getDate() % 5 !== 0; },
  br(d) { return d.toLocaleDateString('pt-BR'); },
  rotulo(d) { return d.getDate() + ' de ' + MESES[d.getMonth()] + (this.livre(d) ? '' : ', indisponível'); },
  escolher(d) { if (!this.livre(d)) return; this.f.dia = this.br(d); this.f.hora = ''; },
  get horas() { return this.f.dia ? ['09:00', '10:30', '14:00', '16:30', '19:00'].filter((_, i) => (i + Number(this.f.dia.slice(0, 2))) % 3) : []; },
  validar() {
    const pede = { 1: ['servico', 'formato'], 2: ['profissional', 'dia', 'hora'], 3: ['nome', 'nascimento', 'genero', 'celular', 'email', 'endereco', 'cidade', 'estado', 'zip'], 4: ['plano', 'motivo', 'emerg_nome', 'emerg_tel', 'termo'] }[this.passo];
    const e = {};
    for (const k of pede) if (!this.f[k]) e[k] = 'Campo obrigatório';
    const [d, m, a] = this.f.nascimento.split('/').map(Number);
    if (this.passo === 3) {
      if (!e.nascimento && !(a > 1900 && m >= 1 && m <= 12 && d >= 1 && d <= 31)) e.nascimento = 'Data inválida. Use dd/mm/aaaa';
      if (!e.email && !/.+@.+\..+/.test(this.f.email)) e.email = 'E-mail inválido';
      if (!e.celular && this.f.celular.replace(/\D/g, '').length < 10) e.celular = 'Telefone incompleto';
      if (!e.zip && this.f.zip.length < 5) e.zip = 'ZIP code inválido';
    }
    this.erros = e;
    return !Object.keys(e).length;
  },
  avancar() { if (this.validar()) this.passo++; },
  async confirmar() {
    if (!this.validar()) return;
    this.enviando = true;
    gallery.commit();
    const r = await fetch('/agendar/confirmar', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.f) }).catch(() => ({}));
    this.enviando = false;
    this.enviado = !!r.ok;
  },
}));
Alpine.start();
