package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.Command.Priority;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectSessionTest {

    private static final int READ = SelectionKey.OP_READ;
    private static final int WRITE = SelectionKey.OP_WRITE;

    private final List<String> handled = new ArrayList<>();
    private final List<String> leftToTheReactor = new ArrayList<>();
    private final Underneath underneath = new Underneath();
    private final Handler handler = new Handler();
    private final DirectSession session = new DirectSession(proxy(IOSession.class, underneath));
    private final Command request = new RequestExecutionCommand(
            proxy(AsyncClientExchangeHandler.class, (proxy, method, arguments) -> null), HttpCoreContext.create());

    @BeforeEach
    void connect() {
        session.upgrade(handler);
    }

    @Test
    void aRequestIsSentByTheThreadThatMakesIt() {
        session.enqueue(request, Priority.IMMEDIATE);

        assertThat(handled).containsExactly("request taken", "written");
        assertThat(leftToTheReactor).isEmpty();
        assertThat(session.hasCommands()).isFalse();
    }

    @Test
    void whatTheSocketDidNotTakeIsLeftToTheReactor() {
        handler.socketIsFull = true;
        session.enqueue(request, Priority.IMMEDIATE);

        assertThat(handled).containsExactly("request taken", "written in part");
        assertThat(leftToTheReactor).containsExactly("set " + WRITE);
    }

    @Test
    void whileSomebodyElseIsAtWorkOnTheConnectionItIsLeftToTheReactor() throws Exception {
        handler.meanwhile = () -> CompletableFuture.runAsync(() -> session.enqueue(request, Priority.IMMEDIATE))
                .join();
        session.getHandler().inputReady(session, null);

        assertThat(handled).isEmpty();
        assertThat(leftToTheReactor).containsExactly("command");
    }

    @Test
    void aRequestMadeOnHearingOfAnAnswerIsLeftToTheReactorWhichIsThereAnyway() throws Exception {
        handler.meanwhile = () -> session.enqueue(request, Priority.IMMEDIATE);
        session.getHandler().inputReady(session, null);

        assertThat(handled).isEmpty();
        assertThat(leftToTheReactor).containsExactly("command");
    }

    @Test
    void eventsWaitUntilTheRequestIsSent() {
        var event = new CompletableFuture<Void>();
        handler.meanwhile = () -> {
            var reactor = new Thread(() -> {
                session.getHandler().disconnected(session);
                event.complete(null);
            });
            reactor.start();
            while (reactor.getState() != Thread.State.WAITING && !event.isDone()) {
                Thread.onSpinWait();
            }
        };
        session.enqueue(request, Priority.IMMEDIATE);
        event.join();

        assertThat(handled).containsExactly("request taken", "written", "disconnected");
    }

    @Test
    void aRequestThatTheConnectionDoesNotTakeAnyMoreStaysInItsQueue() {
        handler.takesNone = true;
        session.enqueue(request, Priority.IMMEDIATE);

        assertThat(leftToTheReactor).containsExactly("command");
        assertThat(session.poll()).isNull();
    }

    @Test
    void onAConnectionThatIsClosedTheQueueCancels() {
        underneath.open = false;
        session.enqueue(request, Priority.IMMEDIATE);

        assertThat(handled).isEmpty();
        assertThat(leftToTheReactor).containsExactly("command");
    }

    @Test
    void aFailureIsToldAndClosesTheConnection() {
        handler.failure = new IOException("Broken pipe");
        session.enqueue(request, Priority.IMMEDIATE);

        assertThat(handled).containsExactly("Broken pipe");
        assertThat(underneath.open).isFalse();
    }

    @Test
    void otherCommandsAreTheReactors() {
        session.enqueue(ShutdownCommand.GRACEFUL, Priority.NORMAL);

        assertThat(handled).isEmpty();
        assertThat(leftToTheReactor).containsExactly("command");
    }

    @Test
    void anEventThatIsAskedForAlreadyWakesNobody() {
        session.setEvent(READ);
        assertThat(leftToTheReactor).isEmpty();

        session.setEvent(WRITE);
        session.clearEvent(WRITE);
        session.setEvent(WRITE);
        assertThat(leftToTheReactor).containsExactly("set " + WRITE, "clear " + WRITE, "set " + WRITE);
    }

    private <T> T proxy(Class<T> type, InvocationHandler methods) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, methods));
    }

    /** HttpCore's connection: what comes to it is for the reactor. */
    private final class Underneath implements InvocationHandler {

        private final Lock lock = new ReentrantLock();
        private @Nullable IOEventHandler events;
        private int mask = READ;
        private boolean open = true;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "getHandler" -> events;
                case "getLock" -> lock;
                case "getEventMask" -> mask;
                case "isOpen" -> open;
                case "hasCommands" -> false;
                default -> change(method.getName(), arguments);
            };
        }

        private @Nullable Object change(String method, Object @Nullable [] arguments) {
            switch (method) {
                case "upgrade" -> events = (IOEventHandler) arguments[0];
                case "enqueue" -> leftToTheReactor.add("command");
                case "close" -> open = false;
                case "setEvent" -> {
                    mask |= (int) arguments[0];
                    leftToTheReactor.add("set " + arguments[0]);
                }
                case "clearEvent" -> {
                    mask &= ~(int) arguments[0];
                    leftToTheReactor.add("clear " + arguments[0]);
                }
                case "poll" -> {}
                default -> throw new UnsupportedOperationException(method);
            }
            return null;
        }
    }

    /** Takes a request in one event and writes it in the next, as HttpCore's does. */
    private final class Handler implements IOEventHandler {

        private @Nullable IOException failure;
        private boolean takesNone;
        private boolean socketIsFull;
        private Runnable meanwhile = () -> {};

        @Override
        public void outputReady(IOSession events) throws IOException {
            if (takesNone) {
                return;
            }
            if (failure != null) {
                throw failure;
            }
            if (events.poll() != null) {
                handled.add("request taken");
                meanwhile.run();
                events.setEvent(WRITE);
            } else if (socketIsFull) {
                handled.add("written in part");
            } else {
                handled.add("written");
                events.clearEvent(WRITE);
            }
        }

        @Override
        public void inputReady(IOSession events, @Nullable ByteBuffer bytes) {
            meanwhile.run();
        }

        @Override
        public void exception(IOSession events, Exception cause) {
            handled.add(String.valueOf(cause.getMessage()));
        }

        @Override
        public void disconnected(IOSession events) {
            handled.add("disconnected");
        }

        @Override
        public void connected(IOSession events) {}

        @Override
        public void timeout(IOSession events, Timeout timeout) {}
    }
}
