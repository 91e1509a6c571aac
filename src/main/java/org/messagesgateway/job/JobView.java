package org.messagesgateway.job;

import org.jspecify.annotations.Nullable;

/**
 * A job as its owner sees it. Immutable.
 *
 * @param result null before its end
 */
public record JobView(JobInfo info, @Nullable JobResult result) {}
