package browser

import (
	"regexp"
	"strings"
)

// shapes are tried in their order. To teach another service or framework, add a
// line before the general ones at the end, with its source; TestShapes tells
// when a line can never be reached.
var shapes = []shape{
	// Frames and pages. What a form navigates to is a page, whatever serves it.
	{name: "Gravity Forms in its own frame", field: "gform_submit", when: intoFrame, kind: kindHTML,
		say:    `<!doctype html><html><meta charset="utf-8"><body class="GF_AJAX_POSTBACK"><div id="gform_confirmation_wrapper_{gform_submit}" class="gform_confirmation_wrapper"><div id="gform_confirmation_message_{gform_submit}">Thank you.</div></div></body></html>`,
		source: "https://docs.gravityforms.com/gform_confirmation_loaded/"},
	{name: "a page", when: func(s *submission) bool { return s.ev.navigates() }, make: page, source: "RFC 9110, section 15.4.4"},

	// Frameworks that say so in a header.
	{name: "Next.js server action", header: "Next-Action", kind: "text/x-component", say: "0:{\"a\":\"$@1\",\"f\":\"\",\"b\":\"\"}\n1:" + successJSON + "\n",
		source: "https://nextjs.org/docs/app/building-your-application/data-fetching/server-actions-and-mutations"},
	{name: "SvelteKit action that leads on", header: "X-Sveltekit-Action", when: leadsOn, say: `{"type":"redirect","status":303,"location":"{thanks}"}`, source: "https://svelte.dev/docs/kit/form-actions"},
	{name: "SvelteKit action", header: "X-Sveltekit-Action", say: `{"type":"success","status":200,"data":"[{\"success\":1},true]"}`, source: "https://svelte.dev/docs/kit/form-actions"},
	{name: "Turbo", header: "Accept: text/vnd.turbo-stream.html", make: back, source: "https://turbo.hotwired.dev/handbook/drive#redirecting-after-a-form-submission"},
	{name: "Inertia", header: "X-Inertia", make: back, source: "https://inertiajs.com/redirects"},
	{name: "htmx", header: "HX-Request", kind: kindHTML, say: "<p>Thank you.</p>", headers: [][2]string{{"HX-Redirect", "{thanks}"}}, source: "https://htmx.org/reference/#response_headers"},
	{name: "ASP.NET partial page that leads on", header: "X-MicrosoftAjax", when: leadsOn, kind: "text/plain; charset=utf-8", say: "1|#||4|0|pageRedirect||{thanks}|", source: "https://learn.microsoft.com/dotnet/api/system.web.ui.scriptmanager"},
	{name: "ASP.NET partial page", header: "X-MicrosoftAjax", kind: "text/plain; charset=utf-8", say: "1|#||4|", source: "https://learn.microsoft.com/dotnet/api/system.web.ui.scriptmanager"},
	{name: "React Router single fetch", path: re(`\.data(\?|$)`), kind: "text/x-script; charset=utf-8", code: 200, say: "[{\"_1\":2},\"data\",{\"_3\":4},\"success\",true]\n", headers: [][2]string{{"X-Remix-Response", "yes"}},
		source: "https://reactrouter.com/explanation/special-files"},
	{name: "Remix data request", path: re(`[?&]_data=`), say: successJSON, headers: [][2]string{{"X-Remix-Response", "yes"}}, source: "https://remix.run/docs/en/main/guides/data-writes"},
	{name: "Livewire", path: re(`/livewire(-[0-9a-f]+)?/update`), make: livewire, source: "https://livewire.laravel.com/docs/javascript"},
	{name: "Drupal AJAX that leads on", path: re(`_wrapper_format=drupal_ajax|[?&]ajax_form=1`), when: leadsOn, say: `[{"command":"redirect","url":"{thanks}"}]`, source: "https://www.drupal.org/docs/drupal-apis/ajax-api"},
	{name: "Drupal AJAX", path: re(`_wrapper_format=drupal_ajax|[?&]ajax_form=1`), say: `[]`, source: "https://www.drupal.org/docs/drupal-apis/ajax-api"},

	// Protocols on top of HTTP.
	{name: "GraphQL", when: func(s *submission) bool { return isGraphQL(s.body) }, make: graphQL, source: "https://spec.graphql.org/October2021/#sec-Response-Format"},
	{name: "JSON-RPC", body: re(`^\s*[\[{][^{]*"jsonrpc"\s*:`), make: echoed, source: "https://www.jsonrpc.org/specification"},
	{name: "tRPC batch", path: re(`/trpc/.*[?&]batch=1`), say: `[{"result":{"data":` + successJSON + `}}]`, source: "https://trpc.io/docs/rpc"},
	{name: "tRPC", path: re(`/trpc/`), say: `{"result":{"data":` + successJSON + `}}`, source: "https://trpc.io/docs/rpc"},
	{name: "JSON:API", header: "Accept: application/vnd.api+json", code: 201, kind: "application/vnd.api+json", say: `{"data":{"type":"submissions","id":"1","attributes":{"status":"success"}}}`, source: "https://jsonapi.org/format/#crud-creating-responses-201"},
	{name: "gRPC-Web", header: "Content-Type: application/grpc-web", kind: "application/grpc-web+proto", say: "\x00\x00\x00\x00\x00\x80\x00\x00\x00\x0fgrpc-status:0\r\n", source: "https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md"},
	{name: "PostgREST", header: "Prefer: return=minimal", code: 201, source: "https://docs.postgrest.org/en/stable/references/api/preferences.html"},
	{name: "PostgREST with the row", header: "Prefer: return=representation", code: 201, say: `[{"id":1}]`, source: "https://docs.postgrest.org/en/stable/references/api/preferences.html"},
	{name: "JSONP", when: func(s *submission) bool { return s.ev.ResourceType == "Script" }, make: jsonp, source: "https://api.jquery.com/jQuery.ajax/ (jsonp)"},

	// WordPress.
	{name: "Contact Form 7", path: re(`/contact-form-7/v1/contact-forms/\d+/feedback`), say: `{"contact_form_id":1,"status":"mail_sent","message":"Thank you.","posted_data_hash":"","into":"#{_wpcf7_unit_tag}","invalid_fields":[]}`, source: "https://contactform7.com/dom-events/"},
	{name: "WPForms", field: "action=wpforms_submit", say: `{"success":true,"data":{"confirmation":"<div class=\"wpforms-confirmation-container-full\"><p>Thank you.</p></div>"}}`, source: "https://wpforms.com/developers/"},
	{name: "Elementor form", field: "action=elementor_pro_forms_send_form", say: `{"success":true,"data":{"message":"Thank you.","data":{}}}`, source: "https://developers.elementor.com/docs/form-actions/"},
	{name: "Fluent Forms", field: "action=fluentform_submit", say: `{"success":true,"data":{"insert_id":1,"result":{"message":"Thank you.","action":"hide_form"}}}`, source: "https://fluentforms.com/docs/"},
	{name: "Ninja Forms", field: "action=nf_ajax_submit", say: `{"data":{"form_id":"1","actions":{"success_message":"<p>Thank you.</p>"},"settings":{}},"errors":[],"debug":[]}`, source: "https://developer.ninjaforms.com/"},
	{name: "Forminator", field: "action=forminator_submit_form_custom-forms", say: `{"success":true,"data":{"success":true,"message":"Thank you.","behav":"behaviour-thankyou"}}`, source: "https://wpmudev.com/docs/wpmu-dev-plugins/forminator/"},
	{name: "Formidable", field: "action=frm_entries_create", say: `{"content":"<div class=\"frm_message\">Thank you.</div>","page":1,"pass":true}`, source: "https://formidableforms.com/knowledgebase/"},
	{name: "WordPress admin-ajax", path: re(`/wp-admin/admin-ajax\.php`), say: `{"success":true,"data":{"message":"Thank you.","status":"success","id":1}}`, source: "https://developer.wordpress.org/reference/functions/wp_send_json_success/"},

	// Services.
	{name: "HubSpot form that leads on", path: re(`/submissions/v3/`), when: leadsOn, say: `{"accepted":true,"redirectUri":"{thanks}"}`, source: "https://developers.hubspot.com/docs/api-reference/legacy/forms-v3-legacy/guide"},
	{name: "HubSpot form", path: re(`/submissions/v3/`), say: `{"accepted":true,"inlineMessage":"Thank you."}`, source: "https://developers.hubspot.com/docs/api-reference/legacy/forms-v3-legacy/guide"},
	{name: "Formspree", host: "formspree.io", say: `{"ok":true,"next":"{thanks}"}`, source: "https://help.formspree.io/hc/en-us/articles/360013470814"},
	{name: "Webflow form", path: re(`^/api/v1/form/[0-9a-f]{24}`), say: `{"msg":"ok","code":200}`, source: "https://developers.webflow.com/"},
	{name: "Squarespace form", path: re(`/api/form/SaveFormSubmission`), say: `{}`, source: "https://support.squarespace.com/hc/en-us/articles/206566687"},
	{name: "Klaviyo", host: "klaviyo.com", code: 202, source: "https://developers.klaviyo.com/en/reference/create_client_subscription"},

	// What the request itself says of the answer.
	{name: "an upload to a store", when: func(s *submission) bool { return s.ev.Request.Method == "PUT" && !strings.Contains(s.media, "json") }, headers: [][2]string{{"ETag", `"1"`}},
		source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html"},
	{name: "a removal", when: func(s *submission) bool { return s.ev.Request.Method == "DELETE" }, code: 204, source: "RFC 9110, section 9.3.5"},
	{name: "a beacon", when: func(s *submission) bool { return s.ev.ResourceType == "Ping" }, code: 204, source: "https://www.w3.org/TR/beacon/"},
	{name: "a piece of a page", when: func(s *submission) bool { return strings.HasPrefix(s.header("Accept"), "text/html") }, kind: kindHTML, say: "<p>Thank you.</p>", source: "RFC 9110, section 12.5.1"},
	{name: "a script", when: func(s *submission) bool {
		return strings.HasPrefix(s.header("Accept"), "text/javascript") && !strings.Contains(s.header("Accept"), "json")
	}, kind: "text/javascript",
		source: "https://guides.rubyonrails.org/working_with_javascript_in_rails.html"},
	{name: "a check before the form goes on", path: re(`(?i)/[^/?]*(eligib|coverage|benefits|verif(y|ication)|validat(e|ion)|prescreen|pre-screen)[^/?]*(/[a-z]+)?(\?|$)|/(check|look-?up)(\?|$)`), say: strings.TrimSuffix(successJSON, "}") + checkedJSON, source: "the names that scripts look for"},
	{name: "JSON that leads on", when: leadsOn, say: strings.TrimSuffix(successJSON, "}") + `,"redirect":"{thanks}","redirectUrl":"{thanks}","redirect_url":"{thanks}"}`, source: "the names that scripts look for"},
}

func re(pattern string) *regexp.Regexp { return regexp.MustCompile(pattern) }

// leadsOn is a submission whose confirmation page is known.
func leadsOn(s *submission) bool { return s.thanks != "" }

// intoFrame is a form whose answer goes into a frame of the page.
func intoFrame(s *submission) bool { return s.header("Sec-Fetch-Dest") == "iframe" }
