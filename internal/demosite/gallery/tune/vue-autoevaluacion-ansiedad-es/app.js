import { createApp } from 'vue/dist/vue.esm-bundler.js';
import './style.css';

const PREGUNTAS = ['Sentirse nervioso/a, ansioso/a o con los nervios de punta', 'No poder dejar de preocuparse o no poder controlar la preocupación', 'Preocuparse demasiado por motivos diferentes', 'Tener dificultad para relajarse', 'Estar tan inquieto/a que es difícil permanecer sentado/a tranquilamente', 'Molestarse o ponerse irritable fácilmente', 'Sentir miedo como si algo terrible pudiera pasar'];
const OPCIONES = ['Nunca', 'Varios días', 'Más de la mitad de los días', 'Casi todos los días'];
createApp({
  data: () => ({
    paso: 1, PREGUNTAS, OPCIONES, enviado: '', e: {}, boletin: false,
    AREAS: ['El trabajo o los estudios', 'La familia', 'La pareja', 'El sueño', 'La salud física', 'El dinero'],
    MESES: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
    f: { mayor: false, para: '', q: Array(7).fill(''), dificultad: '', malestar: '', areas: [], nombre: '', apellidos: '', dia: '', mes: '', anio: '', genero: '', correo: '', telefono: '', zip: '', horario: '', acepta: false },
  }),
  computed: {
    puntos() { return this.f.q.reduce((s, x) => s + Math.max(0, OPCIONES.indexOf(x)), 0); },
    nivel() { return this.puntos < 5 ? 'mínima' : this.puntos < 10 ? 'leve' : this.puntos < 15 ? 'moderada' : 'grave'; },
  },
  watch: {
    f: { deep: true, immediate: true, handler() { this.cuenta(); } },
    boletin() { this.cuenta(); },
    paso(n) { gallery.step(n); scrollTo(0, 0); },
  },
  methods: {
    cuenta() { const { q, ...resto } = this.f; gallery.values({ ...resto, ...Object.fromEntries(q.map((x, i) => ['q' + (i + 1), x])), boletin: this.boletin }); },
    area(a) { const i = this.f.areas.indexOf(a); if (i < 0) this.f.areas.push(a); else this.f.areas.splice(i, 1); },
    valida() {
      const f = this.f, e = {}, oblig = (...ks) => ks.forEach((k) => { if (!f[k] || !String(f[k]).trim()) e[k] = 'Este campo es obligatorio.'; });
      if (this.paso === 1) { oblig('para'); if (!f.mayor) e.mayor = 'Debes confirmar que tienes 18 años o más.'; }
      if (this.paso === 2) f.q.forEach((x, i) => { if (!x) e['q' + i] = 'x'; });
      if (this.paso === 3) { oblig('dificultad'); if (!f.areas.length) e.areas = 'Elige al menos una opción.'; if (f.malestar === '') e.malestar = 'Mueve el control hasta el punto que mejor te describa.'; }
      if (this.paso === 4) {
        oblig('nombre', 'apellidos', 'dia', 'mes', 'anio', 'genero', 'correo', 'telefono', 'zip', 'horario');
        if (f.correo && !/^\S+@\S+\.\S+$/.test(f.correo)) e.correo = 'Escribe un correo electrónico válido.';
        if (f.telefono && f.telefono.replace(/\D/g, '').length < 10) e.telefono = 'Escribe los 10 dígitos.';
        if (f.zip && !/^\d{5}(-\d{4})?$/.test(f.zip)) e.zip = 'Escribe los 5 dígitos.';
        if (!f.acepta) e.acepta = 'Necesitamos tu consentimiento.';
      }
      this.e = e;
      return !Object.keys(e).length;
    },
    sigue() { if (this.valida()) this.paso++; },
    async envia() {
      if (!this.valida()) return;
      gallery.commit();
      const r = await fetch('/wp-json/alborada/v1/autoevaluacion', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.f) });
      this.enviado = r.ok ? '¡Gracias! Te llamaremos pronto.' : 'No pudimos enviar tus datos. Llámanos, por favor.';
    },
  },
  template: `<h1>Autoevaluación de ansiedad</h1><ol class="test__pasos"><li v-for="(t, i) in ['Antes de empezar', 'Cuestionario', 'Tu día a día', 'Resultado']" :class="{ activo: paso === i + 1 }">{{ t }}</li></ol>
<p v-if="enviado" role="status">{{ enviado }}</p>
<section v-else-if="paso === 1"><p>Este cuestionario gratuito dura tres minutos. No es un diagnóstico.</p><div class="campo"><span class="etiqueta" id="para">¿Para quién haces el test? *</span><span v-for="o in ['Para mí', 'Para un familiar o amigo']" class="ficha" :class="{ 'ficha--activa': f.para === o }" role="radio" tabindex="0" :aria-checked="f.para === o" @click="f.para = o" @keydown.enter.space.prevent="f.para = o">{{ o }}</span><div v-if="e.para" class="error">{{ e.para }}</div></div><div class="campo"><label><input type="checkbox" v-model="f.mayor"> Confirmo que tengo 18 años o más</label><div v-if="e.mayor" class="error">{{ e.mayor }}</div></div><button type="button" class="boton" @click="sigue">Comenzar el test</button></section>
<section v-else-if="paso === 2"><h2>Durante las últimas dos semanas, ¿con qué frecuencia te han molestado estos problemas?</h2><div class="matriz"><div class="matriz__fila" aria-hidden="true"><span></span><span v-for="o in OPCIONES">{{ o }}</span></div><div v-for="(p, i) in PREGUNTAS" class="matriz__fila" :class="{ falta: e['q' + i] && !f.q[i] }" role="radiogroup" :aria-labelledby="'p' + i"><div class="matriz__pregunta" :id="'p' + i">{{ i + 1 }}. {{ p }}</div><div v-for="o in OPCIONES" class="matriz__celda" :class="{ elegida: f.q[i] === o }" role="radio" :aria-label="o" :aria-checked="f.q[i] === o" tabindex="0" @click="f.q[i] = o" @keydown.space.prevent="f.q[i] = o"></div></div></div><p v-if="Object.keys(e).length" class="error" role="alert">Responde todas las preguntas, por favor.</p><p><button type="button" class="boton boton--claro" @click="paso--">Atrás</button><button type="button" class="boton" @click="sigue">Siguiente</button></p></section>
<section v-else-if="paso === 3"><div class="campo"><label for="dif">¿Cuánta dificultad te han causado estos problemas en el trabajo, en casa o con otras personas? *</label><select id="dif" v-model="f.dificultad"><option value="" disabled>Elige una opción</option><option>Ninguna dificultad</option><option>Algo de dificultad</option><option>Mucha dificultad</option><option>Muchísima dificultad</option></select><div v-if="e.dificultad" class="error">{{ e.dificultad }}</div></div>
<div class="campo"><label for="mal">En una escala del 0 al 10, ¿cuánto malestar sientes hoy? *</label><input id="mal" class="deslizador" type="range" min="0" max="10" :value="f.malestar === '' ? 0 : f.malestar" @input="f.malestar = $event.target.value" @click="f.malestar = $event.target.value"><div class="extremos"><span>0 Nada</span><b>{{ f.malestar === '' ? '–' : f.malestar }}</b><span>10 Muchísimo</span></div><div v-if="e.malestar" class="error">{{ e.malestar }}</div></div>
<div class="campo"><span class="etiqueta">¿Qué te preocupa más? *</span><span v-for="a in AREAS" class="ficha" :class="{ 'ficha--activa': f.areas.includes(a) }" role="checkbox" tabindex="0" :aria-checked="f.areas.includes(a)" @click="area(a)" @keydown.space.prevent="area(a)">{{ a }}</span><div v-if="e.areas" class="error">{{ e.areas }}</div></div><p><button type="button" class="boton boton--claro" @click="paso--">Atrás</button><button type="button" class="boton" @click="sigue">Ver mi resultado</button></p></section>
<section v-else><div class="resultado"><h2>Tu puntuación: {{ puntos }} de 21</h2><p>Indica una ansiedad {{ nivel }}. Una persona de nuestro equipo puede hablar contigo sin costo.</p></div><h2>Solicita una llamada</h2>
<div class="campo"><label for="no">Nombre *</label><input id="no" v-model="f.nombre"><div v-if="e.nombre" class="error">{{ e.nombre }}</div></div><div class="campo"><label for="ap">Apellidos *</label><input id="ap" v-model="f.apellidos"><div v-if="e.apellidos" class="error">{{ e.apellidos }}</div></div>
<div class="campo"><span class="etiqueta">Fecha de nacimiento *</span><div class="trio"><select v-model="f.dia" aria-label="Día"><option value="" disabled>Día</option><option v-for="d in 31" :value="d">{{ d }}</option></select><select v-model="f.mes" aria-label="Mes"><option value="" disabled>Mes</option><option v-for="(m, i) in MESES" :value="i + 1">{{ m }}</option></select><select v-model="f.anio" aria-label="Año"><option value="" disabled>Año</option><option v-for="y in 90" :value="2009 - y">{{ 2009 - y }}</option></select></div><div v-if="e.dia || e.mes || e.anio" class="error">Indica tu fecha de nacimiento.</div></div>
<div class="campo"><label for="ge">Género *</label><select id="ge" v-model="f.genero"><option value="" disabled>Selecciona</option><option>Mujer</option><option>Hombre</option><option>No binario</option><option>Prefiero no decirlo</option></select><div v-if="e.genero" class="error">{{ e.genero }}</div></div>
<div class="campo"><label for="co">Correo electrónico *</label><input id="co" type="email" v-model="f.correo"><div v-if="e.correo" class="error">{{ e.correo }}</div></div><div class="campo"><label for="te">Teléfono celular *</label><input id="te" type="tel" v-model="f.telefono"><div v-if="e.telefono" class="error">{{ e.telefono }}</div></div><div class="campo"><label for="zi">Código postal (ZIP) *</label><input id="zi" inputmode="numeric" v-model="f.zip"><div v-if="e.zip" class="error">{{ e.zip }}</div></div>
<div class="campo"><span class="etiqueta">¿A qué hora prefieres que te llamemos? *</span><label v-for="h in ['Mañana (9 a 12)', 'Tarde (12 a 17)', 'Noche (17 a 20)']" style="font-weight:400"><input type="radio" name="horario" :value="h" v-model="f.horario"> {{ h }}</label><div v-if="e.horario" class="error">{{ e.horario }}</div></div>
<div class="interruptor" role="switch" tabindex="0" :aria-checked="f.acepta" @click="f.acepta = !f.acepta" @keydown.space.prevent="f.acepta = !f.acepta"><i></i><span>Autorizo a Alborada a guardar mis respuestas y a contactarme *</span></div><div v-if="e.acepta" class="error">{{ e.acepta }}</div><div class="interruptor" role="switch" tabindex="0" :aria-checked="boletin" @click="boletin = !boletin" @keydown.space.prevent="boletin = !boletin"><i></i><span>Quiero recibir el boletín</span></div>
<p><button type="button" class="boton boton--claro" @click="paso--">Atrás</button><button type="button" class="boton" @click="envia">Solicitar llamada</button></p></section>`,
}).mount('#test');
