package org.messagesgateway.cloud;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamException.Kind;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.provider.Authorizer;
import org.messagesgateway.provider.Credential;

/**
 * {@link Authorizer} for AWS, Google and Azure. A cloud's library is loaded with the first identity of it. Thread-safe.
 */
public final class CloudAuthorizer implements Authorizer, AutoCloseable {

    private static final Logger LOG = System.getLogger(CloudAuthorizer.class.getName());

    /** Tokens are shared by all who would fetch them for the same identity in the same way. */
    private record Identity(CloudAccess access, Network.@Nullable Proxy proxy) {}

    private final Map<Identity, Signatory> signatories = new ConcurrentHashMap<>();
    private final Workers workers = new Workers();
    private final UpstreamClient client;
    private final Clock clock;
    private final Timer timer;

    /** @param client asks for tokens where no library does */
    public CloudAuthorizer(UpstreamClient client, Clock clock, Timer timer) {
        this.client = client;
        this.clock = clock;
        this.timer = timer;
    }

    /** Fetches what calls with {@code access} will take; returns at once. */
    public void warm(CloudAccess access, Network network) {
        workers.run(() -> {
            try {
                signatory(access, network).warm();
            } catch (RuntimeException | LinkageError e) {
                log(access, e);
            }
        });
    }

    @Override
    public void authorize(
            UpstreamRequest request,
            Credential.Cloud credential,
            Network network,
            Consumer<UpstreamRequest> then,
            Consumer<UpstreamException> failed) {
        Signatory signatory;
        try {
            signatory = signatory(credential.access(), network);
        } catch (RuntimeException | LinkageError e) {
            log(credential.access(), e);
            failed.accept(new UpstreamException(Kind.CREDENTIALS, "no credentials"));
            return;
        }
        signatory.sign(
                request,
                then,
                failure ->
                        failed.accept(new UpstreamException(Kind.CREDENTIALS, String.valueOf(failure.getMessage()))));
    }

    private Signatory signatory(CloudAccess access, Network network) {
        return signatories.computeIfAbsent(new Identity(access, network.proxy()), identity -> make(access, network));
    }

    private Signatory make(CloudAccess access, Network network) {
        if (access instanceof CloudAccess.Aws aws) {
            var credentials = new AwsCredentials(aws, network.proxy(), clock);
            return new AwsSignatory(aws.region(), token(aws, workers.source(credentials::fetch)), credentials, clock);
        }
        if (access instanceof CloudAccess.Google google) {
            var tokens = new GoogleTokens(google, network.proxy(), clock);
            return new BearerSignatory(token(google, workers.source(tokens::fetch)));
        }
        var tokens = new EntraTokens((CloudAccess.Entra) access, network, client, clock, timer);
        return new BearerSignatory(token(access, tokens));
    }

    private <T> RenewedToken<T> token(CloudAccess access, TokenSource<T> source) {
        return new RenewedToken<>(source, clock, timer, failure -> log(access, failure));
    }

    private static void log(CloudAccess access, Throwable failure) {
        var details = CloudException.of(failure).details(access.secrets());
        LOG.log(Level.WARNING, "no credentials of " + access.label() + ": " + details);
    }

    @Override
    public void close() {
        workers.close();
        signatories.values().forEach(Signatory::close);
        signatories.clear();
    }
}
