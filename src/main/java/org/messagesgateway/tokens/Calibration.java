package org.messagesgateway.tokens;

import java.util.regex.Pattern;

/**
 * What a family of models makes of a prompt beyond its texts, measured by the counts that its providers gave. It errs to
 * the high side. Immutable.
 *
 * @param vocabulary comes closest to its own
 * @param factor its tokens for one of the vocabulary's
 * @param turn tokens around a turn
 * @param call tokens around a tool's call, and around a result
 * @param tools tokens of what it is told of tools, if it has any
 * @param tool tokens around a tool's definition
 * @param forced tokens of being told to call one
 * @param schema tokens of what it is told of an output schema
 * @param thinking tokens of being told to think
 * @param citations tokens of being told to cite
 * @param mostOfImage tokens of the largest image; larger ones are made smaller
 */
record Calibration(
        Vocabulary vocabulary,
        double factor,
        long turn,
        long call,
        long tools,
        long tool,
        long forced,
        long schema,
        long thinking,
        long citations,
        long mostOfImage) {

    /** For any model, where texts are counted by their length. */
    static final Calibration ROUGH = new Calibration(Vocabulary.O200K, 1, 4, 4, 0, 12, 0, 0, 0, 0, 1600);

    /** Up to Opus 4.6; its tokens are somewhat shorter than those of OpenAI's models. */
    private static final Calibration CLAUDE =
            new Calibration(Vocabulary.CL100K, 1.15, 4, 30, 500, 30, 100, 150, 32, 580, 1600);

    /** From Opus 4.7 on: a vocabulary with shorter tokens, and larger images. */
    private static final Calibration NEWER_CLAUDE =
            new Calibration(Vocabulary.CL100K, 1.5, 4, 30, 700, 40, 100, 230, 0, 580, 4800);

    private static final Calibration OPENAI = new Calibration(Vocabulary.O200K, 1.02, 4, 8, 12, 10, 0, 16, 0, 0, 1600);

    /** Nobody has published what the others do in one form; most of them lie close to OpenAI's. */
    private static final Calibration OTHER = new Calibration(Vocabulary.O200K, 1.2, 5, 12, 40, 20, 10, 20, 10, 0, 1600);

    private static final Pattern OLDER =
            Pattern.compile("claude-(?:instant|v?[123]|(?:opus|sonnet|haiku)-4(?:[-.@](?![789](?!\\d))|$))");

    private static final Pattern OF_OPENAI = Pattern.compile("(?:^|[/.])(?:chat)?(?:gpt-|o[134]\\b)");

    static Calibration of(String model) {
        if (model.contains("claude")) {
            return OLDER.matcher(model).find() ? CLAUDE : NEWER_CLAUDE;
        }
        return OF_OPENAI.matcher(model).find() ? OPENAI : OTHER;
    }
}
