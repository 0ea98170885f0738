package netlog

import "strings"

// Annotation is the traffic annotation of a request: the name by which Chrome's
// network stack knows who made it.
// Source: https://chromium.googlesource.com/chromium/src/+/main/docs/network_traffic_annotations.md
type Annotation struct {
	// ID is the hash that the log shows.
	ID int32
	// Name is the annotation's, "" when its hash is not known here.
	Name  string
	Class Class
}

// Class says whose traffic an annotation stands for.
type Class uint8

// The classes. The zero value is Unknown, which explains nothing.
const (
	Unknown Class = iota
	// Page is what a page or its workers asked for, and the debugging protocol shows.
	Page
	// Loader is what a page caused and Chrome's browser process sends for it, where
	// the debugging protocol does not show it: reports, early hints, FedCM, …
	Loader
	// Own is Chrome's own business: updates, sign-in, spelling, …
	Own
)

// names are the annotations of Chrome on the desktop, by class. One that is not here
// is Unknown, so that what a new Chrome brings shows up instead of being explained away.
// Source: https://chromium.googlesource.com/chromium/src/+/main/tools/traffic_annotation/summary/annotations.xml
var names = map[Class]string{
	Page: `
		blink_fetch_later_manager blink_resource_loader favicon_loader navigation_url_loader
		service_worker_navigation_preload service_worker_race_network_request
		service_worker_script_load websocket_stream worker_script_load`,

	Loader: `
		aggregation_service_helper_keys aggregation_service_report auction_downloader auction_report_sender
		back_navigation_cache_query background_fetch_context bidding_and_auction_server_key_fetch
		certificate_verifier_2qwac_loader certificate_verifier_url_loader certificate_verifier_url_request
		conversion_measurement_report dbsc_registration digital_asset_links download_manager_resume
		early_hints_preload email_verification fedcm fenced_frame_reporting_beacon interest_group_update_fetcher
		interest_group_well_known_fetcher keepalive_fetch_retry network_location_provider
		network_location_request open_search parallel_download_job payment_manifest_downloader
		predictive_prefetch prewarm_http_disk_cache renderer_initiated_download reporting
		service_worker_update_checker shared_storage_worklet_host
		shared_storage_worklet_module_script_downloader sigined_exchange_cert_fetcher
		speculation_rules_prefetch speculation_rules_prefetch_probe speech_recognition_downstream
		speech_recognition_upstream url_prevision_fetcher web_app_origin_association_download
		webauthn_challenge_fetch webauthn_rp_id_check`,

	Own: `
		accounts_image_fetcher affiliation_lookup_by_hash aim_eligibility_fetch autofill_image_fetcher
		autofill_password_favicon_fetch autofill_query autofill_upload backdrop_collection_images_download
		backdrop_collection_names_download backdrop_next_image_download bookmarks_image_fetcher
		brandcode_config captive_portal_service cast_socket chrome_commerce_comparable_products
		chrome_commerce_price_email_pref_fetcher chrome_commerce_price_email_pref_sender
		chrome_commerce_subscriptions_create chrome_commerce_subscriptions_delete
		chrome_commerce_subscriptions_get chrome_feedback_report_app chrome_search_suggest_service
		chrome_variations_service client_download_request client_download_request_desktop
		cloud_speech_recognition content_hash_verification_job contextual_search_resolve
		credenential_avatar cws_fetch_item_snippet cws_info_service device_bound_session_register
		device_management_service devtools_cdp_console_insights devtools_cdp_network_resource
		devtools_gdp_service devtools_network_resource dial_url_fetcher dns_over_https dns_transaction
		dom_distiller domain_reliability_report_upload drive_service
		enterprise_safe_browsing_realtime_url_lookup extension_blacklist extension_crx_fetcher
		extension_install_signer extension_manifest_fetcher external_policy_fetcher
		forms_classifications_model_execution gaia_auth_check_connection_info gaia_auth_exchange_device_id
		gaia_auth_list_accounts gaia_auth_log_out gaia_auth_multilogin gaia_auth_revoke_token
		gaia_auth_rotate_bound_cookies gaia_cookie_manager_external_cc_result
		gaia_oauth_client_get_account_capabilities gaia_oauth_client_get_token_info
		gaia_oauth_client_get_tokens gaia_oauth_client_get_user_info gaia_oauth_client_refresh_token
		gcm_checkin gcm_connection_factory gcm_registration gcm_unregistration gemini_user_status
		geo_language_provider help_me_write_model_execution hintsfetcher_gethintsrequest
		history_notice_utils_notice history_notice_utils_popup
		history_ui_favicon_request_handler_get_favicon icon_cacher icon_catcher_get_large_icon
		intranet_redirect_detector ip_protection_service_get_proxy_config ip_protection_service_get_token
		javascript_report_error k_anonymity_service_get_token k_anonymity_service_join_set
		k_anonymity_service_query_set lens_overlay lens_overlay_gen204 lens_overlay_languages
		lib_address_input logo_service lookup_single_password_leak metrics_report_appkm
		metrics_report_dwa metrics_report_ukm metrics_report_ukm_and_appkm metrics_report_uma
		model_quality_logging network_time_component new_tab_page_handler notification_telemetry
		ntp_custom_background ntp_image_url_verification oauth2_access_token_fetcher
		oauth2_api_call_flow oauth2_mint_token_flow omnibox_documentsuggest omnibox_navigation_observer
		omnibox_result_change omnibox_search_aggregator_suggest omnibox_suggest
		omnibox_suggest_deletion omnibox_zerosuggest one_google_bar_service optimization_guide_model
		optimization_guide_model_download passkey_enclave_client password_change_submission_model_execution
		password_protection_request password_requirements_spec_fetch password_sharing_recipients
		payments_autofill payments_sync_cards per_user_topic_registration_request permission_predictions
		plus_address_confirmation plus_address_preallocation plus_address_reservation popular_sites_fetch
		private_metrics_encryption_key product_specifications_fetcher profile_avatar
		profile_resetter_upload promo_service ranker_url_fetcher recovery_key_store_fetch
		safe_browsing_binary_upload_app safe_browsing_binary_upload_connector
		safe_browsing_cache_collector safe_browsing_client_side_phishing_detector
		safe_browsing_extended_reporting safe_browsing_extension_telemetry safe_browsing_feedback
		safe_browsing_hashprefix_realtime_lookup_ohttp safe_browsing_incident safe_browsing_ohttp_key_fetch
		safe_browsing_realtime_url_lookup safe_browsing_v4_get_hash safe_browsing_v4_update
		safe_search_service safety_check_update_connectivity sct_auditing sct_auditing_hashdance
		search_prefetch_service shopping_list_ui_image_fetcher signed_in_profile_avatar
		spellcheck_hunspell_dictionary spellcheck_lookup ssl_name_mismatch_lookup
		supervised_user_classify_url supervised_user_list_family_members sync_file_system
		sync_http_bridge sync_stop_reporter tab_organizer_model_execution tailored_security_service
		translate_url_fetcher trusted_vault_cert_request trusted_vault_request update_client
		user_info_fetcher version_history web_history_counter web_history_delete_url web_history_expire
		web_history_expire_between_dates web_history_query web_history_service webrtc_event_log_uploader
		webrtc_log_upload webstore_install_helper webstore_installer
		well_known_path_that_should_not_exist whats_new_fetcher zero_state_suggestions_model_execution`,
}

// hash is the id by which the log shows a name.
// Source: https://chromium.googlesource.com/chromium/src/+/main/net/traffic_annotation/network_traffic_annotation.h
func hash(name string) int32 {
	var h int64
	for _, c := range []byte(name) {
		h = (h*31 + int64(c)) % 138003713
	}
	return int32(h)
}

var annotations = func() map[int32]Annotation {
	m := map[int32]Annotation{}
	for class, list := range names {
		for _, name := range strings.Fields(list) {
			m[hash(name)] = Annotation{ID: hash(name), Name: name, Class: class}
		}
	}
	return m
}()

func annotation(id int32) Annotation {
	if a, ok := annotations[id]; ok {
		return a
	}
	return Annotation{ID: id}
}
