import './globals.js';
import 'jquery-steps/build/jquery.steps.js';
import 'parsleyjs';
import noUiSlider from 'nouislider';
import 'nouislider/dist/nouislider.css';

const $ = window.jQuery;
const parsley = $('#hist').parsley();
$('#wiz').steps({
  headerTag: 'h3', bodyTag: 'section', transitionEffect: 'none', enableAllSteps: false,
  labels: { finish: 'Send form', next: 'Next', previous: 'Previous' },
  onStepChanging: (e, from, to) => to < from || parsley.validate({ group: 's' + from }) !== false,
  onStepChanged: (e, to) => gallery.step(to + 1),
  onFinishing: () => parsley.validate({ group: 's3' }) !== false,
  onFinished: () => document.getElementById('hist').requestSubmit(),
});
const slider = document.getElementById('slider');
noUiSlider.create(slider, { start: 5, step: 1, connect: 'lower', range: { min: 0, max: 10 }, tooltips: { to: (n) => n.toFixed(0) }, handleAttributes: [{ 'aria-label': 'Stress' }] });
slider.noUiSlider.on('update', ([n]) => { document.getElementById('stress').value = Math.round(n); });
gallery.watch('#hist');
