package demosite

import (
	"bytes"
	"embed"
	"net/http"
	"slices"
	"strings"
)

//go:embed tags/*.js tags/*.html
var tagFiles embed.FS

// vendorHost is one host of a vendor. It answers every request: with its script
// or document where there is one, else with what the request's kind expects.
type vendorHost struct {
	Host string
	// Script is the file under tags/ that it serves where the path begins with
	// ScriptAt (everywhere when that is empty).
	Script, ScriptAt string
	// Cookie is the name of the identifier that it sets as a third party.
	Cookie string
	// Socket is true when it takes WebSockets.
	Socket bool
}

// vendorHosts is every third party on the practice's pages.
var vendorHosts = []vendorHost{
	{Host: "fonts.googleapis.com", Script: "fonts.css"},
	{Host: "www.googletagmanager.com", Script: "gtag.js"},
	{Host: "www.google-analytics.com"},
	{Host: "www.googleadservices.com"},
	{Host: "connect.facebook.net", Script: "fbevents.js"},
	{Host: "www.facebook.com"},
	{Host: "analytics.tiktok.com", Script: "tiktok.js", ScriptAt: "/i18n/", Cookie: "_ttp"},
	{Host: "snap.licdn.com", Script: "insight.js"},
	{Host: "px.ads.linkedin.com", Cookie: "bcookie"},
	{Host: "bat.bing.com", Script: "bat.js", ScriptAt: "/bat.js", Cookie: "MUID"},
	{Host: "s.pinimg.com", Script: "pinterest.js"},
	{Host: "ct.pinterest.com", Cookie: "ar_debug"},
	{Host: "static.hotjar.com", Script: "hotjar.js"},
	{Host: "ws.hotjar.com", Socket: true},
	{Host: "www.clarity.ms", Script: "clarity.js"},
	{Host: "k.clarity.ms", Cookie: "MUID"},
	{Host: "edge.fullstory.com", Script: "fullstory.js"},
	{Host: "rs.fullstory.com"},
	{Host: "js.hs-scripts.com", Script: "hubspot.js"},
	{Host: "js.hscollectedforms.net", Script: "collectedforms.js"},
	{Host: "forms.hscollectedforms.net"},
	{Host: "track.hubspot.com"},
	{Host: "cdn.segment.com", Script: "segment.js"},
	{Host: "api.segment.io"},
	{Host: "cdn.mxpnl.com", Script: "mixpanel.js"},
	{Host: "api-js.mixpanel.com"},
	{Host: "cdn.callrail.com", Script: "callrail.js"},
	{Host: "js.callrail.com"},
	{Host: "widget.intercom.io", Script: "intercom.js"},
	{Host: "api-iam.intercom.io"},
	{Host: "cdn.amplitude.com", Script: "amplitude.js"},
	{Host: "api2.amplitude.com"},
	{Host: "static.klaviyo.com", Script: "klaviyo.js"},
	{Host: "a.klaviyo.com"},
	{Host: "ats-wrapper.privacymanager.io", Script: "ats.js"},
	{Host: "api.rlcdn.com", Cookie: "rlas3"},
	{Host: "b-code.liadm.com", Script: "liveintent.js"},
	{Host: "rp.liadm.com", Cookie: "lidid"},
	{Host: "tag.bounceexchange.com", Script: "bounce.js"},
	{Host: "events.bouncex.net"},
	{Host: "js.adsrvr.org", Script: "tradedesk.js"},
	{Host: "insight.adsrvr.org", Cookie: "TDID"},
	{Host: "www.gravatar.com"},
	{Host: "hrbr0142-dsn.algolia.net"},
	{Host: "form.jotform.com", Script: "jotform.html"},
	{Host: "submit.jotform.com"},
	{Host: "widget.claimbridge.example", Script: "claimbridge.html"},
	{Host: "api.claimbridge.example"},
	// Under a name of the practice, and not its own: see aliasOf.
	{Host: aliasHost, Script: "eulerian.js", ScriptAt: "/js/"},
}

// Vendors lists the hosts of every third party, sorted.
func Vendors() []string {
	out := make([]string, 0, len(vendorHosts))
	for _, v := range vendorHosts {
		out = append(out, v.Host)
	}
	slices.Sort(out)
	return out
}

func vendorOf(host string) (vendorHost, bool) {
	i := slices.IndexFunc(vendorHosts, func(v vendorHost) bool { return v.Host == host })
	if i < 0 {
		return vendorHost{}, false
	}
	return vendorHosts[i], true
}

func isVendor(host string) bool { _, ok := vendorOf(host); return ok }

func isPractice(host string) bool { return host == Host || "www."+host == Host }

// RelayPath is where the practice's own server passes messages on to a vendor.
const RelayPath = "/ingest/"

// relayed reports whether a message of the practice's is one that it passes on.
func relayed(r Received) bool { return isPractice(r.Host) && strings.HasPrefix(r.Path, RelayPath) }

// pixel is a transparent 1x1 GIF.
var pixel = []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")

// serveVendor answers for a vendor's host.
func (s *Site) serveVendor(w http.ResponseWriter, r *http.Request, v vendorHost, got Received) {
	h := w.Header()
	if o := r.Header.Get("Origin"); o != "" {
		h.Set("Access-Control-Allow-Origin", o)
		h.Set("Access-Control-Allow-Credentials", "true")
		h.Set("Vary", "Origin")
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	switch {
	case r.Method == http.MethodOptions:
		h.Set("Access-Control-Allow-Methods", "GET, POST")
		h.Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
		w.WriteHeader(http.StatusNoContent)
		return
	case v.Socket && isUpgrade(r):
		s.listen(w, r, got)
		return
	case v.Script != "" && r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, v.ScriptAt):
		serveScript(w, v.Script)
		return
	}
	if v.Cookie != "" {
		if _, err := r.Cookie(v.Cookie); err != nil {
			http.SetCookie(w, &http.Cookie{Name: v.Cookie, Value: visitorID(), Path: "/", MaxAge: 31536000,
				Secure: true, HttpOnly: true, SameSite: http.SameSiteNoneMode})
		}
	}
	switch dest := r.Header.Get("Sec-Fetch-Dest"); {
	case dest == "image":
		h.Set("Content-Type", "image/gif")
		reply(w, pixel)
	case dest == "document" || dest == "iframe":
		h.Set("Content-Type", "text/html; charset=utf-8")
		reply(w, []byte("<!doctype html><title>Received</title><p>Thank you. Your answers have been received."))
	default:
		h.Set("Content-Type", "application/json")
		reply(w, []byte(`{"status":"ok"}`))
	}
}

// serveScript serves a file of tags/. A script runs inside a function of its
// own, after kit.js, which holds what every vendor's script needs.
func serveScript(w http.ResponseWriter, name string) {
	body, err := tagFiles.ReadFile("tags/" + name)
	if strings.HasSuffix(name, ".css") {
		body, err = []byte(fontsCSS), nil
	}
	if err != nil {
		http.Error(w, "no such script", http.StatusNotFound)
		return
	}
	switch {
	case strings.HasSuffix(name, ".css"):
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
	case strings.HasSuffix(name, ".html"):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	default:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		kit, err := tagFiles.ReadFile("tags/kit.js")
		if err != nil {
			http.Error(w, "no kit", http.StatusInternalServerError)
			return
		}
		body = bytes.Join([][]byte{[]byte("(function () {\n'use strict';\n"), kit, body, []byte("})();\n")}, nil)
	}
	reply(w, body)
}

// fontsCSS stands for Google Fonts: faces that the machine may have already.
const fontsCSS = `@font-face{font-family:"Lora";src:local("Lora")}
@font-face{font-family:"Source Sans 3";src:local("Source Sans 3")}
`
