package org.messagesgateway.tokens;

import org.messagesgateway.messages.MessagesRequest;

/** Guesses a prompt's tokens, rather too high than too low: clients compact by it. Stateless; thread-safe. */
public final class TokenEstimate {

    private TokenEstimate() {}

    /** By the length of its texts: cheap enough for the first event of every stream. */
    public static long quick(MessagesRequest request) {
        return new Prompt(Calibration.ROUGH, TextLength::tokens).tokens(request);
    }

    /**
     * By a vocabulary, and by what was measured of the model's family. The first call loads the vocabulary: some
     * hundred milliseconds, and 30 to 60 MB that are kept.
     *
     * @param model the upstream's name of it
     */
    public static long close(MessagesRequest request, String model) {
        var calibration = Calibration.of(model);
        return new Prompt(calibration, new SampledText(calibration.vocabulary())).tokens(request);
    }
}
