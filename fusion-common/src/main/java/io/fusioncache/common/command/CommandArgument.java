package io.fusioncache.common.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a command.
 *
 * @param name what it is called, such as {@code seconds}
 * @param type what it is
 * @param token the word that must stand before it (or that it consists of), such as {@code EX}; null without one
 * @param optional true when it may be left out
 * @param multiple true when it may be repeated
 * @param parts the alternatives or the members; empty unless the type is {@link Type#ONEOF} or {@link Type#BLOCK}
 */
public record CommandArgument(
        String name,
        Type type,
        @Nullable String token,
        boolean optional,
        boolean multiple,
        List<CommandArgument> parts) {

    /** What an argument is. */
    public enum Type {
        KEY,
        STRING,
        INTEGER,
        DOUBLE,
        UNIX_TIME,
        PATTERN,
        PURE_TOKEN,
        ONEOF,
        BLOCK;

        /** The type as {@code COMMAND DOCS} says it. */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How many words it needs at least. */
    int minimumWords() {
        if (optional) {
            return 0;
        }
        int words = switch (type) {
            case ONEOF ->
                parts.stream().mapToInt(CommandArgument::minimumWords).min().orElse(0);
            case BLOCK -> parts.stream().mapToInt(CommandArgument::minimumWords).sum();
            default -> 1;
        };
        return token == null || type == Type.PURE_TOKEN ? words : words + 1;
    }

    /** True when the number of words can vary. */
    boolean isVariable() {
        return optional || multiple || parts.stream().anyMatch(CommandArgument::isVariable);
    }

    CommandArgument asOptional() {
        return new CommandArgument(name, type, token, true, multiple, parts);
    }

    CommandArgument asMultiple() {
        return new CommandArgument(name, type, token, optional, true, parts);
    }

    CommandArgument withToken(String word) {
        return new CommandArgument(name, type, word, optional, multiple, parts);
    }
}
