package org.messagesgateway.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/**
 * A request's body on its way in. What is there is taken at once; if more is to come, the container calls back, and no
 * thread waits: some servers have five of them, and clients send a megabyte through whatever network they have.
 */
final class Upload implements ReadListener {

    /** What is done with a body that has come; refuses it by {@link ApiException}. */
    interface Use {
        void of(RequestBody body, AsyncReply reply);
    }

    private static final Logger LOG = System.getLogger(Upload.class.getName());

    private final RequestBody body;
    private final ServletInputStream in;
    private final AsyncReply reply;
    private final Use use;
    private boolean over;

    private Upload(RequestBody body, ServletInputStream in, AsyncReply reply, Use use) {
        this.body = body;
        this.in = in;
        this.reply = reply;
        this.use = use;
    }

    /** To be called in the request's own thread; {@code use} runs in it, or in one of the container's, later. */
    static void read(HttpServletRequest request, HttpServletResponse response, int limit, Use use) throws IOException {
        var body = new RequestBody(request, limit);
        if (body.takeWhatIsThere(request.getInputStream())) {
            await(body, request, response, use);
        } else {
            Answers.error(request, response, RequestBody.CUT_SHORT);
        }
    }

    /** As {@link #read}, of a body of which what was there has been taken. */
    static void await(RequestBody body, HttpServletRequest request, HttpServletResponse response, Use use)
            throws IOException {
        var in = request.getInputStream();
        var upload = new Upload(body, in, AsyncReply.start(request, response), use);
        if (body.isWhole() || in.isFinished()) {
            upload.end();
        } else {
            in.setReadListener(upload);
        }
    }

    /** WildFly tells the end only to those who ask it for more. */
    @Override
    public void onDataAvailable() throws IOException {
        while (!over && in.isReady() && !in.isFinished() && body.readFrom(in, Integer.MAX_VALUE)) {
            if (body.isHopeless()) {
                end();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    /** The client has left, or is too slow for the container, which takes no answer any more. */
    @Override
    public void onError(Throwable failure) {
        over = true;
        reply.exclusively(reply::gone);
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        try {
            use.of(body, reply);
        } catch (ApiException e) {
            fail(e.error());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "[" + reply.requestId() + "] the request failed", e);
            fail(new ApiError(ErrorType.API_ERROR, "Internal server error"));
        }
    }

    private void fail(ApiError error) {
        reply.exclusively(() -> reply.fail(error, Headers.NONE));
    }
}
