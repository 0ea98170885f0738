// The Trade Desk's universal pixel, with a custom parameter that somebody filled in hex.
window.ttd_up = (value) => image('https://insight.adsrvr.org/track/up?' + query({ adv: 'hrbr014', ref: location.origin, upid: '55501420', upv: '1.1.0', td1: hex(utf8(value)) }));
