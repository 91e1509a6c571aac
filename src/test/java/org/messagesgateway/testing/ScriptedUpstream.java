package org.messagesgateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.messagesgateway.testing.UpstreamCall.Ending;

/**
 * An upstream on a free port of 127.0.0.1 that plays a script for every call and remembers the calls. One thread per
 * connection reads, so that it sees when the gateway closes; another plays.
 */
public final class ScriptedUpstream implements AutoCloseable {

    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<UpstreamCall> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger openCalls = new AtomicInteger();
    private volatile Script script;

    private ScriptedUpstream(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    public static ScriptedUpstream start(Script script) {
        try {
            var listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
            var upstream = new ScriptedUpstream(listener, script);
            thread("upstream-accept", upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Calls from now on are answered by this script; those not yet taken are forgotten. */
    public void plays(Script script) {
        this.script = script;
        calls.clear();
    }

    /** The oldest call not yet taken; waits for one, at most 20 seconds. */
    public UpstreamCall nextCall() throws InterruptedException {
        var call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call reached the upstream");
        }
        return call;
    }

    /** Calls that have not ended yet. */
    public int openCalls() {
        return openCalls.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var connection = listener.accept();
                thread("upstream-connection", () -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        connections.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            var wire = new WireReader(connection.getInputStream());
            while (wire.hasMore()) {
                serveCall(wire, connection);
            }
        } catch (IOException e) {
            // The gateway, or the script, has closed it.
        } finally {
            connections.remove(connection);
        }
    }

    private void serveCall(WireReader wire, Socket connection) throws IOException {
        var call = new UpstreamCall(wire.request(), connection);
        openCalls.incrementAndGet();
        call.onEnd(openCalls::decrementAndGet);
        calls.add(call);
        var player = thread("upstream-script", () -> play(call, script));
        var stays = false;
        try {
            stays = wire.hasMore();
        } finally {
            if (!stays) {
                call.ended(Ending.ABANDONED);
                player.interrupt();
            }
        }
    }

    private static void play(UpstreamCall call, Script script) {
        try {
            script.play(call);
            call.ended(Ending.FINISHED);
        } catch (IOException | InterruptedException e) {
            call.ended(Ending.ABANDONED);
        }
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(null, work, name, 256 * 1024);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
