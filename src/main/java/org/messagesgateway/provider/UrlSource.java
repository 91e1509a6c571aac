package org.messagesgateway.provider;

/**
 * An image or a document that a request names by URL. Immutable.
 *
 * @param path of its block, as errors name it
 * @param isNew whether the model has not answered its turn yet
 */
public record UrlSource(String path, Kind kind, String url, boolean isNew) {

    /** What the block may hold. */
    public enum Kind {
        IMAGE,
        DOCUMENT
    }
}
