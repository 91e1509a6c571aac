package org.messagesgateway.config;

import org.jspecify.annotations.Nullable;

/** Reads what a key says of a cloud. Confined to one load; not thread-safe. */
interface CloudReader {

    /** Null if the key has no identity at a cloud. */
    @Nullable
    CloudAccess access();

    Place place();

    /** What stands before the names in {@code aliases}. */
    default String modelPrefix() {
        return "";
    }

    /** The one that {@code auth} asks for; it knows its member, and what the others are is said in a warning. */
    static CloudReader of(Section key, KeyAuth auth) {
        if (auth != KeyAuth.AWS) {
            key.ignore(Bifrost.AWS_KEY);
        }
        if (auth != KeyAuth.GOOGLE) {
            key.ignore(Bifrost.GOOGLE_KEY);
        }
        if (auth != KeyAuth.ENTRA) {
            key.section("azure_key_config").ignore(Bifrost.ENTRA);
        }
        return switch (auth) {
            case KEY -> new None();
            case AWS -> new AwsReader(key.section("bedrock_key_config"));
            case GOOGLE -> new GoogleReader(key.section("vertex_key_config"));
            case ENTRA -> new EntraReader(key.section("azure_key_config"));
        };
    }

    /** Nothing to read. */
    record None() implements CloudReader {
        @Override
        public @Nullable CloudAccess access() {
            return null;
        }

        @Override
        public Place place() {
            return Place.NOWHERE;
        }
    }
}
