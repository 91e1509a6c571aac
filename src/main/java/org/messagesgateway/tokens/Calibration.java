package org.messagesgateway.tokens;

import static org.messagesgateway.tokens.Vocabulary.CL100K;
import static org.messagesgateway.tokens.Vocabulary.O200K;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a family of models makes of a prompt beyond its texts, measured by the counts that its providers gave. It errs to
 * the high side. Immutable.
 *
 * @param vocabulary comes closest to its own
 * @param factor its tokens for one of the vocabulary's
 * @param prompt tokens around a whole prompt
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
        long prompt,
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
    static final Calibration ROUGH = new Calibration(O200K, 1, 0, 4, 4, 0, 12, 0, 0, 0, 0, 1600);

    /** Up to 4.6 their tokens are a little shorter than those of OpenAI's models; from 4.7 on, much. */
    private static final String OLDER_CLAUDE =
            "claude-(?:instant|v?[123]|(?:opus|sonnet|haiku)-4(?:[-.@](?![789](?!\\d))|$))";

    private static final String GPT = "(?:^|[/.])(?:chat)?gpt-";
    private static final String O_SERIES = "(?:^|[/.])o[134]\\b";

    private record Family(Pattern models, Calibration calibration) {

        Family(String models, Calibration calibration) {
            this(Pattern.compile(models, Pattern.CASE_INSENSITIVE), calibration);
        }
    }

    /**
     * The first that fits decides; the last fits all. Much of what open models are told of tools is in the template of
     * their conversation. In the order of the components: factor, prompt, turn, call, tools, tool, forced, schema,
     * thinking, citations, mostOfImage.
     */
    private static final List<Family> FAMILIES = List.of(
            new Family(OLDER_CLAUDE, new Calibration(CL100K, 1.15, 0, 4, 30, 500, 30, 100, 150, 32, 580, 1600)),
            new Family("claude", new Calibration(CL100K, 1.5, 0, 4, 30, 700, 40, 100, 230, 0, 580, 4800)),
            new Family("gpt-oss", new Calibration(O200K, 1.02, 70, 4, 8, 75, 10, 0, 16, 0, 0, 1600)),
            new Family(GPT, new Calibration(O200K, 1.02, 0, 4, 8, 75, 10, 0, 16, 0, 0, 1600)),
            new Family(O_SERIES, new Calibration(O200K, 1.02, 55, 4, 8, 75, 10, 0, 16, 0, 0, 1600)),
            new Family("grok", new Calibration(O200K, 1.2, 190, 5, 12, 40, 20, 10, 20, 10, 0, 1600)),
            new Family("deepseek", new Calibration(O200K, 1.2, 80, 5, 12, 230, 20, 10, 20, 10, 0, 1600)),
            new Family("llama", new Calibration(O200K, 1.2, 30, 5, 12, 160, 20, 10, 20, 10, 0, 1600)),
            new Family("", new Calibration(O200K, 1.2, 26, 5, 12, 210, 20, 10, 20, 10, 0, 1600)));

    /** @param model the upstream's name of it, whatever stands around the family's */
    static Calibration of(String model) {
        return FAMILIES.stream()
                .filter(family -> family.models.matcher(model).find())
                .findFirst()
                .orElseThrow()
                .calibration;
    }
}
