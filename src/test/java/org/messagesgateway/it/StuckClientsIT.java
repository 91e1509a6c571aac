package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Clients that ask and ask, and take no answer: servers wait for them. */
class StuckClientsIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    /** More than the gateway has threads to begin with. */
    private static final int CLIENTS = 4 * Runtime.getRuntime().availableProcessors();

    private static final byte[] QUESTIONS =
            "GET /anthropic/v1/models HTTP/1.1\r\nhost: x\r\n\r\n".repeat(500).getBytes(StandardCharsets.ISO_8859_1);

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    /** One that never reads. */
    private record Client(SocketChannel channel, ByteBuffer questions) {

        static Client connect() throws IOException {
            var channel = SocketChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            channel.connect(new InetSocketAddress(
                    GATEWAY.messages().getHost(), GATEWAY.messages().getPort()));
            channel.configureBlocking(false);
            return new Client(channel, ByteBuffer.wrap(QUESTIONS));
        }

        /** Whether the server still takes questions. */
        boolean isTaken() throws IOException {
            if (!questions.hasRemaining()) {
                questions.rewind();
            }
            return channel.write(questions) > 0;
        }
    }

    @Test
    @Timeout(60)
    void doNotKeepOthersWaiting() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        var clients = new ArrayList<Client>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Client.connect());
            }
            while (anyIsTaken(clients)) {
                assertAnswered();
            }
            for (int i = 0; i < 100; i++) {
                assertAnswered();
            }
        } finally {
            for (var client : clients) {
                client.channel().close();
            }
        }
    }

    private static boolean anyIsTaken(List<Client> clients) throws IOException {
        var taken = false;
        for (var client : clients) {
            taken |= client.isTaken();
        }
        return taken;
    }

    private static void assertAnswered() throws Exception {
        long start = System.nanoTime();
        assertThat(GATEWAY.post(Sample.request()).body()).isEqualTo(Sample.MESSAGE);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
}
