package io.fusioncache.server.command.kv;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.fusioncache.common.kv.KvStatus;
import java.util.regex.Matcher;

/**
 * Regular expressions for keys. RE2/J matches in linear time, but what it is to match with is not bounded by it: a
 * counted repetition is written out, so a dozen characters such as {@code ((a{999}){999}){999}} would fill the heap.
 */
final class KeyPattern {
    /** The longest expression, in characters. */
    static final int LONGEST = 1024;

    /** The most steps of an expression that is written out. */
    static final int MOST_STEPS = 4000;

    private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern.compile("\\{(\\d+)(,(\\d*))?}");
    private static final int LONGEST_COUNT = 4;
    /** RE2/J takes no larger one. */
    private static final int LARGEST_COUNT = 1000;

    private KeyPattern() {}

    /**
     * Compiles an expression.
     *
     * @throws KvFault when it is none, or too large
     */
    static Pattern compile(String expression) {
        if (expression.length() > LONGEST) {
            throw invalid("keyrgx is longer than " + LONGEST + " characters");
        }
        if (mostSteps(expression) > MOST_STEPS) {
            throw invalid("the counted repetitions of keyrgx come to more than " + MOST_STEPS + " steps");
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            // RE2/J calls a closing parenthesis that closes nothing an error of its own.
            String sentence = wrong.getDescription();
            throw invalid(sentence.startsWith("regexp/") ? "unexpected )" : sentence);
        }
    }

    /**
     * At least the steps that the expression has when its repetitions are written out: those of single characters are
     * added, those of anything that may hold others are multiplied, as if each stood around all others.
     */
    private static long mostSteps(String expression) {
        long single = expression.length();
        long around = 1;
        Matcher repetition = REPETITION.matcher(expression);
        while (repetition.find() && around <= MOST_STEPS) {
            String upTo = repetition.group(3);
            long count = Math.max(1, count(upTo == null || upTo.isEmpty() ? repetition.group(1) : upTo));
            char before = repetition.start() == 0 ? ' ' : expression.charAt(repetition.start() - 1);
            if (before == ')' || before == '}' || before == '*' || before == '+' || before == '?') {
                around *= count;
            } else {
                single += count;
            }
        }
        return single * around;
    }

    private static int count(String digits) {
        return digits.length() > LONGEST_COUNT ? LARGEST_COUNT : Math.min(LARGEST_COUNT, Integer.parseInt(digits));
    }

    private static KvFault invalid(String sentence) {
        return new KvFault(KvStatus.FIND_REG_EX_INVALID, sentence);
    }
}
