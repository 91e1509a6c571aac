package org.messagesgateway.servlet;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.job.JobId;
import org.messagesgateway.job.JobInfo;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;

/** A part of the list of a caller's jobs. Immutable. */
record JobPage(int limit, @Nullable JobId after) {

    /** @throws ApiException 400, if a parameter cannot be meant */
    static JobPage of(HttpServletRequest request) {
        var after = request.getParameter("after");
        return new JobPage(
                ModelPage.limit(request),
                after == null
                        ? null
                        : JobId.parse(after).orElseThrow(() -> ApiException.invalid("after: not the id of a job")));
    }

    /** @param jobs one more than the page holds, if there are more */
    byte[] json(List<JobInfo> jobs) {
        var page = jobs.subList(0, Math.min(limit, jobs.size()));
        var data = Json.array();
        page.forEach(job -> data.add(json(job)));
        return Json.bytes(Json.object()
                .add("data", data)
                .add("has_more", jobs.size() > limit)
                .add("first_id", id(page, 0))
                .add("last_id", id(page, page.size() - 1))
                .build());
    }

    static byte[] deleted(JobId id) {
        return Json.bytes(Json.object()
                .add("id", id.value())
                .add("type", "async_job_deleted")
                .build());
    }

    private static JsonValue id(List<JobInfo> page, int index) {
        return page.isEmpty()
                ? JsonValue.NULL
                : Json.string(page.get(index).id().value());
    }

    private static JsonObject json(JobInfo job) {
        return Json.object()
                .add("id", job.id().value())
                .add("type", "async_job")
                .add("model", job.model())
                .add("status", job.status().wireName())
                .add("created_at", job.createdAt().toString())
                .add("started_at", time(job.startedAt()))
                .add("ended_at", time(job.endedAt()))
                .add("expires_at", time(job.expiresAt()))
                .build();
    }

    private static JsonValue time(@Nullable Instant instant) {
        return instant == null ? JsonValue.NULL : Json.string(instant.toString());
    }
}
