package io.fusioncache.cli.shell;

import io.fusioncache.common.command.CommandArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of a command's arguments are still to come after some words. */
final class ArgumentGuide {
    private final List<CommandArgument> rest;

    private ArgumentGuide(List<CommandArgument> arguments) {
        rest = new ArrayList<>(arguments);
    }

    /** What is left of the arguments behind these words, which are without the command's name. */
    static List<CommandArgument> after(List<CommandArgument> arguments, List<String> words) {
        ArgumentGuide guide = new ArgumentGuide(arguments);
        words.forEach(guide::take);
        return guide.rest;
    }

    /** The arguments that the very next word may belong to: those left out at will, and the first that is needed. */
    static List<CommandArgument> next(List<CommandArgument> rest) {
        List<CommandArgument> next = new ArrayList<>();
        for (CommandArgument argument : rest) {
            if (argument.type() == CommandArgument.Type.ONEOF) {
                next.addAll(argument.parts());
            } else {
                next.add(
                        argument.type() == CommandArgument.Type.BLOCK
                                ? argument.parts().getFirst()
                                : argument);
            }
            if (!argument.optional()) {
                break;
            }
        }
        return next;
    }

    /** The arguments as the reference prints them. */
    static String text(List<CommandArgument> arguments) {
        return arguments.stream().map(ArgumentGuide::text).collect(Collectors.joining(" "));
    }

    private static String text(CommandArgument argument) {
        String parts = switch (argument.type()) {
            case ONEOF -> argument.parts().stream().map(ArgumentGuide::text).collect(Collectors.joining(" | "));
            case BLOCK -> text(argument.parts());
            case PURE_TOKEN -> "";
            default -> argument.name();
        };
        String token = argument.token();
        String plain = token == null ? parts : parts.isEmpty() ? token : token + " " + parts;
        if (argument.multiple()) {
            return argument.optional() ? "[" + plain + " ...]" : plain + " [" + plain + " ...]";
        }
        return argument.optional() ? "[" + plain + "]" : plain;
    }

    private void take(String word) {
        for (int i = 0; i < rest.size(); i++) {
            CommandArgument chosen = chosenBy(rest.get(i), word);
            if (chosen != null) {
                rest.remove(i);
                push(values(chosen));
                return;
            }
            if (!rest.get(i).optional()) {
                break;
            }
        }
        int index = firstWithoutToken();
        if (index >= 0) {
            CommandArgument taken = rest.remove(index);
            if (taken.multiple()) {
                rest.add(index, again(taken));
            }
            if (taken.type() == CommandArgument.Type.BLOCK) {
                rest.addAll(index, taken.parts().subList(1, taken.parts().size()));
            }
        }
    }

    private void push(List<CommandArgument> values) {
        rest.addAll(0, values);
    }

    /** What a word, being a token, stands for: the argument, or the alternative of it; null when it is no token. */
    private static @Nullable CommandArgument chosenBy(CommandArgument argument, String word) {
        if (word.equalsIgnoreCase(argument.token())) {
            return argument;
        }
        if (argument.type() != CommandArgument.Type.ONEOF && argument.type() != CommandArgument.Type.BLOCK) {
            return null;
        }
        for (CommandArgument part : argument.parts()) {
            if (word.equalsIgnoreCase(part.token())) {
                return argument.type() == CommandArgument.Type.BLOCK ? argument : part;
            }
            if (argument.type() == CommandArgument.Type.BLOCK) {
                return null;
            }
        }
        return null;
    }

    /** What has to follow the token. */
    private static List<CommandArgument> values(CommandArgument chosen) {
        return switch (chosen.type()) {
            case PURE_TOKEN -> List.of();
            case BLOCK -> {
                List<CommandArgument> values =
                        new ArrayList<>(values(chosen.parts().getFirst()));
                values.addAll(chosen.parts().subList(1, chosen.parts().size()));
                yield values;
            }
            default -> List.of(new CommandArgument(chosen.name(), chosen.type(), null, false, false, chosen.parts()));
        };
    }

    private int firstWithoutToken() {
        for (int i = 0; i < rest.size(); i++) {
            CommandArgument argument = rest.get(i);
            boolean token = argument.token() != null
                    || (argument.type() == CommandArgument.Type.ONEOF
                            && argument.parts().getFirst().token() != null)
                    || (argument.type() == CommandArgument.Type.BLOCK
                            && argument.parts().getFirst().token() != null);
            if (!token) {
                return i;
            }
        }
        return -1;
    }

    private static CommandArgument again(CommandArgument argument) {
        return new CommandArgument(argument.name(), argument.type(), argument.token(), true, true, argument.parts());
    }
}
