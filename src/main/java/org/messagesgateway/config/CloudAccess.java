package org.messagesgateway.config;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An identity at a cloud. What is fetched for it is kept by it, so that equal ones share a token. Immutable.
 */
public sealed interface CloudAccess extends KeyAccess {

    /** Which it is among others, for the log. */
    String label();

    /** What must not be in a log. */
    List<Secret> secrets();

    /**
     * Requests are signed for a region of AWS.
     *
     * @param identity whose credentials sign, or ask for the role
     * @param role assumed with them; null for none
     */
    record Aws(String region, AwsIdentity identity, @Nullable AwsRole role) implements CloudAccess {

        @Override
        public String label() {
            return "AWS in " + region + (role == null ? "" : " for " + role.arn());
        }

        @Override
        public List<Secret> secrets() {
            return identity instanceof AwsKeys keys
                    ? Stream.of(keys.secretKey(), keys.sessionToken())
                            .filter(Objects::nonNull)
                            .toList()
                    : List.of();
        }
    }

    /**
     * Requests carry a token of Google.
     *
     * @param credentials the JSON of a service account or of a workload identity; null for those that the environment has
     */
    record Google(@Nullable Secret credentials) implements CloudAccess {

        @Override
        public String label() {
            return credentials == null ? "Google, by this machine's identity" : "Google, by configured credentials";
        }

        @Override
        public List<Secret> secrets() {
            return credentials == null ? List.of() : List.of(credentials);
        }
    }

    /**
     * Requests carry a token of Microsoft Entra, for an application that proves itself by a secret.
     *
     * @param authority base URL of the token's issuer
     * @param scope what the token is for
     */
    record Entra(String authority, String tenant, String clientId, Secret clientSecret, String scope)
            implements CloudAccess {

        @Override
        public String label() {
            return "Entra for application " + clientId;
        }

        @Override
        public List<Secret> secrets() {
            return List.of(clientSecret);
        }
    }

    /** Where credentials of AWS come from. */
    sealed interface AwsIdentity {}

    /** @param sessionToken null for keys that do not expire */
    record AwsKeys(String accessKey, Secret secretKey, @Nullable Secret sessionToken) implements AwsIdentity {}

    /**
     * The chain that all of AWS's tools search: variables, files, web identity, container, instance.
     *
     * @param profile of AWS's files; null for the one that the environment names
     */
    record AwsChain(@Nullable String profile) implements AwsIdentity {}

    /** @param externalId what the role's owner asks for, if anything */
    record AwsRole(String arn, @Nullable String externalId, String sessionName) {}
}
