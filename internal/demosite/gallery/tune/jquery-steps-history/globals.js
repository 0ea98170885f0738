import jQuery from 'jquery';

window.jQuery = window.$ = jQuery;
jQuery.isFunction ??= (f) => typeof f === 'function';
