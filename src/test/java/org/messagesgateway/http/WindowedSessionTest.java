package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;

class WindowedSessionTest {

    private final ByteBuffer bytes = ByteBuffer.allocate(8);
    private int mask = SelectionKey.OP_READ | SelectionKey.OP_WRITE;

    @Test
    void whatIsThereIsReadWhileItIsAskedFor() throws Exception {
        assertThat(session().read(bytes)).isEqualTo(8);
    }

    @Test
    void nothingIsReadWhileNobodyAsksForIt() throws Exception {
        var session = session();
        session.clearEvent(SelectionKey.OP_READ);

        assertThat(session.read(bytes)).isZero();
        assertThat(bytes.position()).isZero();
    }

    @Test
    void readingGoesOnWhenItIsAskedForAgain() throws Exception {
        var session = session();
        session.clearEvent(SelectionKey.OP_READ);
        session.setEvent(SelectionKey.OP_READ);

        assertThat(session.read(bytes)).isEqualTo(8);
    }

    /** On a connection with as many bytes as anybody wants. */
    private IOSession session() {
        return new WindowedSession((IOSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IOSession.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "setEvent" -> mask |= (int) arguments[0];
                        case "clearEvent" -> mask &= ~(int) arguments[0];
                        case "getEventMask" -> {
                            return mask;
                        }
                        case "read" -> {
                            var free = ((ByteBuffer) arguments[0]).remaining();
                            ((ByteBuffer) arguments[0]).position(free);
                            return free;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                }));
    }
}
