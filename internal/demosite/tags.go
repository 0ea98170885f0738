package demosite

import (
	"html/template"

	"github.com/quietroom/quietroom/audit"
)

// tag is one vendor's set-up as a practice pastes it into its pages.
type tag struct {
	// Snippet goes into the page's head or, with Late, before the end of its body.
	Snippet template.HTML
	Late    bool
	// Collects is the host that gets the page's address with a visitor's id when
	// the page is merely opened; "" when there is none. Disguise is how it travels.
	Collects string
	// Vendor is the id of who Collects stands for, where its name is the practice's.
	Vendor   string
	Disguise []string
	// Consent lists the states of consent in which it fires; nil is all of them.
	Consent []audit.Consent
	// Watches lists the hosts of an ad pixel or session replay, loader included.
	Watches []string
}

// tags is every set-up, by name.
var tags = map[string]tag{
	"fonts": {
		Snippet: `<link rel="preconnect" href="https://fonts.googleapis.com">
<link rel="stylesheet" href="https://fonts.googleapis.com/css2?family=Lora:wght@500;600&amp;family=Source+Sans+3&amp;display=swap">`,
	},
	"ga4": {
		Snippet: `<script async src="https://www.googletagmanager.com/gtag/js?id=G-HRBRLGHT01"></script>
<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());gtag('config','G-HRBRLGHT01');</script>`,
		Collects: "www.google-analytics.com",
	},
	"google-ads": { // beside ga4, which brings gtag
		Snippet: `<script>gtag('config','AW-700012345',{allow_enhanced_conversions:true});</script>`,
	},
	"meta": {
		Snippet: `<script>!function(w,d){if(w.fbq)return;var q=w.fbq=function(){q.now?q.now.apply(q,arguments):q.queue.push(arguments)};q.queue=[];
var s=d.createElement('script');s.async=!0;s.src='https://connect.facebook.net/en_US/fbevents.js';d.head.appendChild(s)}(window,document);
fbq('init','611200450012345');fbq('track','PageView');</script>`,
		Collects: "www.facebook.com",
		Watches:  []string{"connect.facebook.net", "www.facebook.com"},
	},
	"meta-after-accept": {
		Snippet: `<script type="text/plain" class="optanon-category-C0004">!function(w,d){var q=w.fbq=function(){q.now?q.now.apply(q,arguments):q.queue.push(arguments)};q.queue=[];
var s=d.createElement('script');s.async=!0;s.src='https://connect.facebook.net/en_US/fbevents.js';d.head.appendChild(s)}(window,document);
fbq('init','611200450012345');fbq('track','PageView');</script>`,
		Collects: "www.facebook.com",
		Watches:  []string{"connect.facebook.net", "www.facebook.com"},
		Consent:  afterAccept,
	},
	"tiktok-after-answer": {
		// It waits for the banner to be closed and does not ask how.
		Snippet: `<script>window.ttq=[['page']];document.addEventListener('banner-closed',function(){var s=document.createElement('script');
s.src='https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=CHRBRLGHT0TT&lib=ttq';document.head.appendChild(s)},{once:true});</script>`,
		Collects: "analytics.tiktok.com",
		Watches:  []string{"analytics.tiktok.com"},
		Consent:  afterAnswer,
	},
	"tiktok": {
		Snippet: `<script>window.ttq=window.ttq||[];ttq.push(['page']);</script>
<script async src="https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=CHRBRLGHT0TT&amp;lib=ttq"></script>`,
		Collects: "analytics.tiktok.com",
		Watches:  []string{"analytics.tiktok.com"},
	},
	"linkedin": {
		Snippet:  `<script>window._linkedin_partner_id='5550142';</script><script async src="https://snap.licdn.com/li.lms-analytics/insight.min.js"></script>`,
		Late:     true,
		Collects: "px.ads.linkedin.com",
		Watches:  []string{"snap.licdn.com", "px.ads.linkedin.com"},
	},
	"bing": {
		Snippet:  `<script>window.uetq=window.uetq||[];</script><script async src="https://bat.bing.com/bat.js?ti=55501420"></script>`,
		Collects: "bat.bing.com",
		Watches:  []string{"bat.bing.com"},
	},
	"pinterest": {
		Snippet:  `<script>window.pintrk=window.pintrk||function(){(pintrk.queue=pintrk.queue||[]).push(arguments)};pintrk('load','2612345678901');pintrk('page');</script><script async src="https://s.pinimg.com/ct/core.js"></script>`,
		Collects: "ct.pinterest.com",
		Watches:  []string{"s.pinimg.com", "ct.pinterest.com"},
	},
	"hotjar": {
		Snippet:  `<script>window._hjSettings={hjid:3550142,hjsv:6};</script><script async src="https://static.hotjar.com/c/hotjar-3550142.js?sv=6"></script>`,
		Collects: "ws.hotjar.com",
		Watches:  []string{"static.hotjar.com", "ws.hotjar.com"},
	},
	"clarity": {
		Snippet:  `<script>window.clarity=window.clarity||function(){(clarity.q=clarity.q||[]).push(arguments)};</script><script async src="https://www.clarity.ms/tag/hl0142tag"></script>`,
		Collects: "k.clarity.ms",
		Disguise: []string{"gzip"},
		Watches:  []string{"www.clarity.ms", "k.clarity.ms"},
	},
	"fullstory": {
		Snippet:  `<script>window._fs_org='o-1HRB0R-na1';</script><script async src="https://edge.fullstory.com/s/fs.js"></script>`,
		Collects: "rs.fullstory.com",
		Watches:  []string{"edge.fullstory.com", "rs.fullstory.com"},
	},
	"hubspot": {
		Snippet:  `<script async defer id="hs-script-loader" src="https://js.hs-scripts.com/45550142.js"></script>`,
		Late:     true,
		Collects: "track.hubspot.com",
	},
	"eulerian": {
		Snippet:  `<script async src="https://data.harborlight-counseling.example/js/ea.js"></script>`,
		Collects: aliasHost,
		Vendor:   "eulerian",
	},
	"posthog": {
		Snippet:  `<script async src="/ingest/static/array.js"></script>`,
		Collects: Host,
		Vendor:   "posthog",
	},
	"segment": {
		Snippet:  `<script>window.analytics=window.analytics||[];["page","identify","track"].forEach(m=>analytics[m]=(...a)=>analytics.push([m,...a]));</script><script async src="https://cdn.segment.com/analytics.js/v1/hRbRlGhTwrItEkEy/analytics.min.js"></script>`,
		Collects: "api.segment.io",
	},
	"mixpanel": {
		Snippet:  `<script async src="https://cdn.mxpnl.com/libs/mixpanel-2-latest.min.js"></script>`,
		Collects: "api-js.mixpanel.com",
		Disguise: []string{"base64"},
	},
	"callrail": {
		Snippet:  `<script async src="https://cdn.callrail.com/companies/555014201/0142hrbr/12/swap.js"></script>`,
		Late:     true,
		Collects: "js.callrail.com",
	},
	"intercom": {
		Snippet:  `<script>window.intercomSettings={app_id:'hrbr0142'};</script><script async src="https://widget.intercom.io/widget/hrbr0142"></script>`,
		Late:     true,
		Collects: "api-iam.intercom.io",
	},
	"amplitude": {
		Snippet:  `<script async src="https://cdn.amplitude.com/libs/analytics-browser-2-min.js.gz"></script>`,
		Collects: "api2.amplitude.com",
	},
	"klaviyo": {
		Snippet: `<script async src="https://static.klaviyo.com/onsite/js/HrBr42/klaviyo.js"></script>`,
	},
	"liveramp": {
		Snippet: `<script async src="https://ats-wrapper.privacymanager.io/ats-modules/hrbr0142/ats.js"></script>`,
	},
	"liveintent": {
		Snippet: `<script async src="https://b-code.liadm.com/lc2.min.js"></script>`,
	},
	"bounce": {
		Snippet: `<script async src="https://tag.bounceexchange.com/5550/i.js"></script>`,
	},
	"tradedesk": {
		Snippet: `<script async src="https://js.adsrvr.org/up_loader.1.1.0.js"></script>`,
	},
}
