package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.messagesgateway.config.JobConfig;
import org.messagesgateway.config.Secret;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.http.Headers;
import org.messagesgateway.job.JobId;
import org.messagesgateway.job.JobInfo;
import org.messagesgateway.job.JobStoreException;
import org.messagesgateway.job.JobView;
import org.messagesgateway.job.Jobs;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.Usage;

/** What callers can do with background jobs, by headers of {@code POST /v1/messages} or by paths of their own. */
public final class JobsEndpoint {

    private static final Logger LOG = System.getLogger(JobsEndpoint.class.getName());

    private static final String POLL_AFTER_SECONDS = "2";
    private static final ApiError NOT_FOUND = new ApiError(ErrorType.NOT_FOUND_ERROR, "job not found or expired");

    private final Jobs jobs;
    private final JobConfig config;

    public JobsEndpoint(Jobs jobs, JobConfig config) {
        this.jobs = jobs;
        this.config = config;
    }

    /** Answers with the job's id, once it is kept. */
    void submit(Inbound inbound, Caller caller, HttpServletRequest request, AsyncReply reply) {
        if (inbound.envelope().stream()) {
            throw ApiException.invalid("streaming is not supported for async requests");
        }
        var ttl = AsyncHeaders.ttl(request, config.resultTtlMax());
        var presented = CallerCheck.presentedKey(request);
        jobs.submit(inbound, caller, presented, ttl).whenComplete((job, failure) -> {
            if (failure == null) {
                answer(reply, 200, headers(job), notReady(job));
            } else {
                var cause = failure instanceof CompletionException ? failure.getCause() : null;
                fail(reply, cause == null ? failure : cause);
            }
        });
    }

    /** Answers with the result, or with what is known of the job so far. */
    void poll(String text, Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var id = JobId.parse(text).orElseThrow(() -> new ApiException(NOT_FOUND));
        var presented = CallerCheck.presentedKey(request);
        var wait = AsyncHeaders.wait(request);
        var ended = jobs.findEnded(id, caller, presented);
        if (ended.isPresent()) {
            headers(ended.get()).forEach(response::setHeader);
            Answers.json(request, response, status(ended.get()), body(ended.get()));
        } else {
            Upload.read(request, response, 0, (ignored, reply) -> await(id, caller, presented, wait, reply));
        }
    }

    private void await(JobId id, Caller caller, Optional<Secret> presented, Duration wait, AsyncReply reply) {
        jobs.await(
                id,
                caller,
                presented,
                wait,
                reply,
                found -> found.ifPresentOrElse(
                        job -> reply.answer(status(job), headers(job), body(job)),
                        () -> reply.fail(NOT_FOUND, Headers.NONE)));
    }

    /** Ends a job and forgets it. */
    void cancel(String text, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var id = JobId.parse(text).orElseThrow(() -> new ApiException(NOT_FOUND));
        var presented = CallerCheck.presentedKey(request);
        Upload.read(
                request,
                response,
                0,
                (ignored, reply) -> ask(reply, () -> {
                    if (!jobs.cancel(id, caller, presented)) {
                        throw new ApiException(NOT_FOUND);
                    }
                    answer(reply, 200, Headers.NONE, JobPage.deleted(id));
                }));
    }

    /** Lists the caller's own jobs. */
    void list(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = JobPage.of(request);
        var presented = CallerCheck.presentedKey(request);
        Upload.read(
                request,
                response,
                0,
                (ignored, reply) -> ask(reply, () -> {
                    var found = jobs.list(caller, presented, page.after(), page.limit() + 1);
                    answer(reply, 200, Headers.NONE, page.json(found));
                }));
    }

    private void ask(AsyncReply reply, Runnable question) {
        jobs.ask(() -> {
            try {
                question.run();
            } catch (RuntimeException e) {
                fail(reply, e);
            }
        });
    }

    private static void answer(AsyncReply reply, int status, Headers headers, byte[] json) {
        reply.exclusively(() -> reply.answer(status, headers, json));
    }

    private static void fail(AsyncReply reply, Throwable failure) {
        if (failure instanceof ApiException refusal) {
            var headers = refusal.error().status() == 429 ? Jobs.RETRY_LATER : Headers.NONE;
            reply.exclusively(() -> reply.fail(refusal.error(), headers));
        } else if (failure instanceof JobStoreException) {
            LOG.log(Level.WARNING, "[{0}] {1}", reply.requestId(), failure.getMessage());
            reply.exclusively(() -> reply.fail(Jobs.UNAVAILABLE, Jobs.RETRY_LATER));
        } else {
            LOG.log(Level.ERROR, "[" + reply.requestId() + "] a job's request failed", failure);
            var error = new ApiError(ErrorType.API_ERROR, "Internal server error");
            reply.exclusively(() -> reply.fail(error, Headers.NONE));
        }
    }

    private static Headers headers(JobInfo job) {
        var headers = Headers.builder()
                .set("x-bf-async-id", job.id().value())
                .set("x-bf-async-status", job.status().wireName());
        return job.status().isEnd()
                ? headers.build()
                : headers.set("retry-after", POLL_AFTER_SECONDS).build();
    }

    /** Those of the answer itself; of a failure, that asking again will not change it. */
    private static Headers headers(JobView job) {
        var headers = Headers.builder(headers(job.info()));
        var result = job.result();
        if (result != null) {
            result.headers().forEach(headers::set);
            if (result.status() != 200) {
                headers.set("x-should-retry", "false");
            }
        }
        return headers.build();
    }

    private static int status(JobView job) {
        return job.result() == null ? 200 : job.result().status();
    }

    private static byte[] body(JobView job) {
        return job.result() == null ? notReady(job.info()) : job.result().body();
    }

    private static byte[] notReady(JobInfo job) {
        return MessageWriter.json(new Message(job.id().value(), job.model(), List.of(), null, null, null, Usage.NONE));
    }
}
