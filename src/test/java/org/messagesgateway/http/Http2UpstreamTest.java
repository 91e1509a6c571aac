package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Most upstreams negotiate HTTP/2. */
class Http2UpstreamTest {

    /** Many windows. */
    private static final int LONG = 3_000_000;

    @TempDir
    Path folder;

    private final ApacheUpstreamClient client = new ApacheUpstreamClient();
    private final CompletableFuture<ProtocolVersion> spoken = new CompletableFuture<>();
    private final ExecutorService others = Executors.newSingleThreadExecutor();
    private final byte[] answer = new byte[LONG];
    private SelfSigned certificate;
    private HttpAsyncServer upstream;
    private int port;

    private void start(HttpVersionPolicy policy) throws Exception {
        new Random(1).nextBytes(answer);
        certificate = SelfSigned.make(folder, "ip:127.0.0.1");
        upstream = H2ServerBootstrap.bootstrap()
                .setCanonicalHostName("127.0.0.1")
                .setVersionPolicy(policy)
                .setTlsStrategy(new H2ServerTlsStrategy(certificate.context()))
                .register("*", new Answering())
                .create();
        upstream.start();
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var endpoint = upstream.listen(loopback, URIScheme.HTTPS).get(10, TimeUnit.SECONDS);
        port = ((InetSocketAddress) endpoint.getAddress()).getPort();
    }

    @AfterEach
    void stop() {
        client.close();
        upstream.close(CloseMode.IMMEDIATE);
        others.shutdownNow();
    }

    @Test
    void anUpstreamThatKnowsHttp2IsAskedByIt() throws Exception {
        start(HttpVersionPolicy.NEGOTIATE);

        send(new Collecting(true));

        assertThat(spoken.get(10, TimeUnit.SECONDS).getMajor()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEGOTIATE", "FORCE_HTTP_1"})
    void aLongAnswerComesWhole(HttpVersionPolicy policy) throws Exception {
        start(policy);

        assertThat(Arrays.mismatch(send(new Collecting(true)), answer)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEGOTIATE", "FORCE_HTTP_1"})
    void aLongAnswerComesWholeToOneWhoStopsItEachTime(HttpVersionPolicy policy) throws Exception {
        start(policy);

        assertThat(Arrays.mismatch(send(new Collecting(false)), answer)).isEqualTo(-1);
    }

    private byte[] send(Collecting listener) throws Exception {
        var uri = URI.create("https://127.0.0.1:" + port + "/v1/messages");
        var network = TlsUpstreamTest.network(certificate.pem(), false);
        listener.call.complete(
                client.send(UpstreamRequest.postJson(uri, Headers.NONE, new byte[] {'1'}), network, listener));
        return listener.whole.get(20, TimeUnit.SECONDS);
    }

    private final class Collecting implements UpstreamListener {

        private final CompletableFuture<UpstreamCall> call = new CompletableFuture<>();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final boolean wantsMore;

        /** @param wantsMore else it asks the upstream to wait, and is resumed by another thread */
        Collecting(boolean wantsMore) {
            this.wantsMore = wantsMore;
        }

        @Override
        public void head(int status, Headers headers) {}

        @Override
        public boolean data(ByteBuffer bytes) {
            var piece = new byte[bytes.remaining()];
            bytes.get(piece);
            body.writeBytes(piece);
            if (!wantsMore) {
                others.execute(() -> call.join().resume());
            }
            return wantsMore;
        }

        @Override
        public void end() {
            whole.complete(body.toByteArray());
        }

        @Override
        public void failed(UpstreamException failure) {
            whole.completeExceptionally(failure);
        }
    }

    private final class Answering implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(new BasicAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> request, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            spoken.complete(context.getProtocolVersion());
            trigger.submitResponse(new BasicResponseProducer(200, AsyncEntityProducers.create(answer, null)), context);
        }
    }
}
