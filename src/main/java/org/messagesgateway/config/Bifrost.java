package org.messagesgateway.config;

import java.util.Set;

/**
 * The keys of Bifrost's {@code config.json} that have no meaning here, by the object they stand in. They are named in a
 * warning, so that a file made for Bifrost works and nobody believes that they do something.
 */
final class Bifrost {

    static final Set<String> ROOT = Set.of(
            "access_profiles",
            "alerting",
            "audit_logs",
            "auth_config",
            "circuit_breaker_config",
            "cluster_config",
            "config_store",
            "encryption_key",
            "env_label",
            "feature_flags",
            "framework",
            "guardrails_config",
            "large_payload_optimization",
            "load_balancer_config",
            "logs_store",
            "mcp",
            "plugins",
            "scim_config",
            "server",
            "source_of_truth",
            "vector_store",
            "version",
            "websocket");

    static final Set<String> CLIENT = Set.of(
            "allow_direct_keys",
            "allow_per_request_content_storage_override",
            "allow_per_request_raw_override",
            "allowed_headers",
            "compat",
            "delete_expired_virtual_keys",
            "disable_content_logging",
            "disable_db_pings_in_health",
            "drop_excess_requests",
            "dual_credential_conflict_behavior",
            "dump_errors_in_console_logs",
            "enable_logging",
            "enforce_auth_on_inference",
            "enforce_governance_header",
            "enforce_scim_auth",
            "header_filter_config",
            "hidden_request_types",
            "hide_deleted_virtual_keys_in_filters",
            "initial_pool_size",
            "log_retention_days",
            "logging_headers",
            "mcp_agent_depth",
            "mcp_code_mode_binding_level",
            "mcp_disable_auto_tool_inject",
            "mcp_enable_temp_token_auth",
            "mcp_external_client_url",
            "mcp_external_server_url",
            "mcp_server_auth_mode",
            "mcp_tool_execution_timeout",
            "mcp_tool_sync_interval",
            "oauth2_server_config",
            "prometheus_labels",
            "required_headers",
            "retain_content_in_object_storage",
            "routing_chain_max_depth",
            "vk_rotation_cooldown",
            "webhook_config",
            "whitelisted_routes");

    static final Set<String> PROVIDER = Set.of(
            "concurrency_and_buffer_size",
            "openai_config",
            "pricing_overrides",
            "prompt_cache",
            "send_back_raw_request",
            "send_back_raw_response",
            "store_raw_request_response");

    static final Set<String> CUSTOM_PROVIDER =
            Set.of("allowed_requests", "does_not_send_done_marker", "is_key_less", "request_path_overrides");

    static final Set<String> NETWORK = Set.of(
            "allow_private_network",
            "beta_header_overrides",
            "enforce_http2",
            "keep_alive_timeout_in_seconds",
            "max_conns_per_host",
            "max_retries",
            "retry_backoff_initial",
            "retry_backoff_max",
            "stream_throughput_guard");

    static final Set<String> PROXY = Set.of("ca_cert_pem");

    static final Set<String> KEY =
            Set.of("bedrock_mantle_key_config", "description", "id", "replicate_key_config", "use_for_batch_api");

    /** In keys of other providers than AWS's. */
    static final Set<String> AWS_KEY = Set.of("bedrock_key_config");

    static final Set<String> BEDROCK = Set.of("batch_s3_config");

    /** In keys of other providers than Google's. */
    static final Set<String> GOOGLE_KEY = Set.of("vertex_key_config");

    static final Set<String> VERTEX = Set.of("force_single_region", "project_number");

    /** Beside the URL in {@code azure_key_config} and its like. */
    static final Set<String> KEY_SERVER = Set.of("api_version", "model_name");

    /** In {@code azure_key_config} of other providers than Azure. */
    static final Set<String> ENTRA = Set.of("client_id", "client_secret", "scopes", "tenant_id");

    /** Beside {@code model_id} in an alias. */
    static final Set<String> ALIAS = Set.of(
            "anthropic_version",
            "api_version",
            "description",
            "endpoint",
            "force_single_region",
            "inference_profile_arn",
            "model_family",
            "project_id",
            "project_number",
            "region",
            "use_deployments_endpoint");

    static final Set<String> GOVERNANCE = Set.of(
            "auth_config",
            "budgets",
            "business_units",
            "complexity_analyzer_config",
            "customers",
            "model_configs",
            "pricing_overrides",
            "providers",
            "rate_limits",
            "roles",
            "routing_rules",
            "teams");

    static final Set<String> VIRTUAL_KEY = Set.of(
            "access_profile_id",
            "budget_id",
            "budgets",
            "calendar_aligned",
            "customer_id",
            "description",
            "mcp_configs",
            "rate_limit",
            "rate_limit_id",
            "team_id");

    static final Set<String> VIRTUAL_KEY_PROVIDER =
            Set.of("budget_id", "budgets", "id", "rate_limit", "rate_limit_id", "weight");

    private Bifrost() {}
}
