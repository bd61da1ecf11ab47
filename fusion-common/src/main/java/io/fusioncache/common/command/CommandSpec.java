package io.fusioncache.common.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text command as data: what dispatch, the error for a wrong number of arguments, {@code COMMAND}, the reference page
 * and the shell's help are made from.
 *
 * @param name in capitals; of a subcommand with its container, such as {@code CONFIG GET}
 * @param group what it is about
 * @param syntax the arguments as printed for people, without the name; see {@link #arguments()}
 * @param arguments the same as data
 * @param arity words with the name; negative: at least so many
 * @param keys where its keys stand
 * @param flags its properties
 * @param summary one sentence without a full stop
 * @param since the version of Redis whose behaviour it has, or of Fusion's for commands that Redis lacks
 * @param subcommands when the second word chooses; empty otherwise
 */
public record CommandSpec(
        String name,
        CommandGroup group,
        String syntax,
        List<CommandArgument> arguments,
        int arity,
        KeyPositions keys,
        Set<CommandFlag> flags,
        String summary,
        String since,
        List<CommandSpec> subcommands) {

    /** Copies what could be changed. */
    public CommandSpec {
        arguments = List.copyOf(arguments);
        flags = Set.copyOf(flags);
        subcommands = List.copyOf(subcommands);
    }

    /** A command that is described by its syntax. */
    static CommandSpec of(
            String name,
            CommandGroup group,
            String syntax,
            KeyPositions keys,
            Set<CommandFlag> flags,
            String summary,
            String since) {
        List<CommandArgument> arguments = CommandSyntax.parse(syntax);
        int minimum = name.indexOf(' ') < 0 ? 1 : 2;
        boolean variable = false;
        for (CommandArgument argument : arguments) {
            minimum += argument.minimumWords();
            variable |= argument.isVariable();
        }
        return new CommandSpec(
                name, group, syntax, arguments, variable ? -minimum : minimum, keys, flags, summary, since, List.of());
    }

    /** The same command as a container of subcommands. */
    CommandSpec withSubcommands(CommandSpec... specs) {
        return new CommandSpec(name, group, syntax, arguments, arity, keys, flags, summary, since, List.of(specs));
    }

    /** The name in small letters, a subcommand's with {@code |}: {@code config|get}. */
    public String fullName() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '|');
    }

    /** The last word of the name, in capitals. */
    public String shortName() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /** True when a call of so many words, the name among them, can be right. */
    public boolean accepts(int words) {
        return arity >= 0 ? words == arity : words >= -arity;
    }

    /** True when it has the property. */
    public boolean is(CommandFlag flag) {
        return flags.contains(flag);
    }

    /** The command as typed: name and syntax. */
    public String usage() {
        return syntax.isEmpty() ? name : name + ' ' + syntax;
    }

    static Set<CommandFlag> flags(CommandFlag... flags) {
        Set<CommandFlag> set = EnumSet.noneOf(CommandFlag.class);
        set.addAll(List.of(flags));
        return set;
    }
}
