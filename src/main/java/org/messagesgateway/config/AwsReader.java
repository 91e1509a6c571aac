package org.messagesgateway.config;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.CloudAccess.Aws;
import org.messagesgateway.config.CloudAccess.AwsChain;
import org.messagesgateway.config.CloudAccess.AwsIdentity;
import org.messagesgateway.config.CloudAccess.AwsKeys;
import org.messagesgateway.config.CloudAccess.AwsRole;

/** Reads {@code bedrock_key_config}. */
record AwsReader(Section aws) implements CloudReader {

    private static final String SESSION = "messages-gateway";

    @Override
    public CloudAccess access() {
        aws.ignore(Bifrost.BEDROCK);
        aws.refuse("deployments", ": use aliases");
        return new Aws(String.valueOf(region()), identity(), role());
    }

    @Override
    public Place place() {
        return new Place(region(), null);
    }

    /** Bifrost writes the account's part of an ARN once. */
    @Override
    public String modelPrefix() {
        var arn = aws.text("arn");
        return arn == null ? "" : arn + "/";
    }

    private @Nullable String region() {
        return aws.matching("region", Place.REGION_RULE, "the name of a region", "AWS_REGION", "AWS_DEFAULT_REGION");
    }

    private AwsIdentity identity() {
        var access = aws.text("access_key");
        var secret = aws.secret("secret_key");
        var token = aws.secret("session_token");
        var profile = aws.text("profile");
        if (!aws.has("access_key") && !aws.has("secret_key")) {
            if (token != null) {
                aws.problem("session_token", "needs access_key and secret_key");
            }
            return new AwsChain(profile);
        }
        if (!aws.has("access_key") || !aws.has("secret_key")) {
            aws.problem(aws.has("access_key") ? "secret_key" : "access_key", "is missing");
        }
        if (profile != null) {
            aws.problem("profile", "profile and access_key exclude each other");
        }
        return new AwsKeys(String.valueOf(access), secret == null ? new Secret("") : secret, token);
    }

    private @Nullable AwsRole role() {
        var arn = aws.text("role_arn");
        var externalId = aws.text("external_id");
        var session = aws.text("session_name");
        if (arn == null && !aws.has("role_arn") && (externalId != null || session != null)) {
            aws.problem(externalId == null ? "session_name" : "external_id", "needs role_arn");
        }
        return arn == null ? null : new AwsRole(arn, externalId, session == null ? SESSION : session);
    }
}
