package org.messagesgateway.messages;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a request: a key or an index in what stands around it. It becomes words, with dots, only when
 * something is wrong there. Immutable.
 *
 * @param around null for the body itself
 */
record Path(@Nullable Path around, String key, int index) {

    static final Path BODY = new Path(null, "", -1);

    Path member(String name) {
        return new Path(this, name, -1);
    }

    Path element(int place) {
        return new Path(this, "", place);
    }

    @Override
    public String toString() {
        var step = index < 0 ? key : Integer.toString(index);
        return around == null || around.around == null ? step : around + "." + step;
    }
}
