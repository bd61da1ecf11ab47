package io.fusioncache.common.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringTokenizer;

/**
 * Reads a command's syntax as it is printed for people, so that it is written down once: {@code key value [NX | XX] [EX
 * seconds | PX milliseconds]}. Small letters name an argument, capitals are words to be typed, brackets hold what may
 * be left out, {@code |} separates alternatives, and {@code [key ...]} after {@code key} says that it may be repeated.
 */
final class CommandSyntax {
    private final List<String> words;
    private int position;

    private CommandSyntax(List<String> words) {
        this.words = words;
    }

    /** The arguments that the syntax describes. */
    static List<CommandArgument> parse(String syntax) {
        if (syntax.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(syntax, " []", true);
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            if (!token.equals(" ")) {
                words.add(token);
            }
        }
        return new CommandSyntax(words).sequence();
    }

    private List<CommandArgument> sequence() {
        List<CommandArgument> arguments = new ArrayList<>();
        while (position < words.size() && !isEnd(words.get(position))) {
            if (words.get(position).equals("[")) {
                position++;
                brackets(arguments);
            } else {
                arguments.add(argument());
            }
        }
        return arguments;
    }

    private static boolean isEnd(String word) {
        return word.equals("]") || word.equals("|") || word.equals("...");
    }

    private void brackets(List<CommandArgument> before) {
        List<CommandArgument> alternatives = new ArrayList<>();
        while (true) {
            List<CommandArgument> content = sequence();
            String end = words.get(position++);
            if (end.equals("...")) {
                position++;
                repeat(before, content);
                return;
            }
            alternatives.add(content.size() == 1 ? content.getFirst() : block(content));
            if (end.equals("]")) {
                break;
            }
        }
        before.add((alternatives.size() == 1 ? alternatives.getFirst() : oneOf(alternatives)).asOptional());
    }

    /** Marks what stands before the brackets, and again in them, as repeatable; without it the content itself. */
    private static void repeat(List<CommandArgument> before, List<CommandArgument> content) {
        int from = before.size() - content.size();
        if (from < 0 || !areSame(before.subList(from, before.size()), content)) {
            before.add((content.size() == 1 ? content.getFirst() : block(content))
                    .asOptional()
                    .asMultiple());
            return;
        }
        before.subList(from, before.size()).clear();
        before.add((content.size() == 1 ? content.getFirst() : block(content)).asMultiple());
    }

    /** Equality without the methods that Java makes for records: making those took 14 ms of every start. */
    private static boolean areSame(List<CommandArgument> some, List<CommandArgument> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            CommandArgument one = some.get(i);
            CommandArgument other = others.get(i);
            if (!one.name().equals(other.name())
                    || one.type() != other.type()
                    || !Objects.equals(one.token(), other.token())
                    || one.optional() != other.optional()
                    || one.multiple() != other.multiple()
                    || !areSame(one.parts(), other.parts())) {
                return false;
            }
        }
        return true;
    }

    private static CommandArgument block(List<CommandArgument> content) {
        return new CommandArgument("data", CommandArgument.Type.BLOCK, null, false, false, List.copyOf(content));
    }

    private static CommandArgument oneOf(List<CommandArgument> alternatives) {
        return new CommandArgument("option", CommandArgument.Type.ONEOF, null, false, false, List.copyOf(alternatives));
    }

    private CommandArgument argument() {
        String word = words.get(position++);
        if (!isToken(word)) {
            return new CommandArgument(word, typeOf(word), null, false, false, List.of());
        }
        boolean taken = position < words.size() && isName(words.get(position));
        return taken
                ? argument().withToken(word)
                : new CommandArgument(
                        word.toLowerCase(Locale.ROOT), CommandArgument.Type.PURE_TOKEN, word, false, false, List.of());
    }

    private static boolean isName(String word) {
        return !isEnd(word) && !word.equals("[") && !isToken(word);
    }

    private static boolean isToken(String word) {
        return Character.isUpperCase(word.charAt(0));
    }

    private static CommandArgument.Type typeOf(String name) {
        return switch (name) {
            case "key", "newkey", "composite", "fragment" -> CommandArgument.Type.KEY;
            case "seconds",
                    "milliseconds",
                    "count",
                    "cursor",
                    "integer",
                    "offset",
                    "start",
                    "end",
                    "index",
                    "protover",
                    "client-id" -> CommandArgument.Type.INTEGER;
            case "increment" -> CommandArgument.Type.DOUBLE;
            case "pattern" -> CommandArgument.Type.PATTERN;
            case "unix-time-seconds", "unix-time-milliseconds" -> CommandArgument.Type.UNIX_TIME;
            default -> CommandArgument.Type.STRING;
        };
    }
}
