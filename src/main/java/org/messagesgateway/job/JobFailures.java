package org.messagesgateway.job;

import org.messagesgateway.config.JobConfig;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;

/** What a job ends with that did not come to an answer through the gateway's or its operator's doing. */
final class JobFailures {

    static final ApiError NO_CALLER =
            new ApiError(ErrorType.AUTHENTICATION_ERROR, "the job's virtual key is not active any more");

    static final ApiError NOT_STARTED = new ApiError(
            ErrorType.API_ERROR, "the job could not be started: its stored request cannot be read by this gateway");

    private JobFailures() {}

    static ApiError late(JobConfig config) {
        return new ApiError(
                ErrorType.TIMEOUT_ERROR,
                "the job ran longer than " + config.timeout().toSeconds() + " s");
    }

    static ApiError givenUp(Claim claim) {
        return new ApiError(
                ErrorType.API_ERROR,
                "the job was given up: %d times the gateway that ran it stopped before it ended"
                        .formatted(claim.attempt() - 1));
    }
}
