package io.fusioncache.cli.shell;

import io.fusioncache.common.client.CommandText;
import io.fusioncache.common.command.CommandArgument;
import io.fusioncache.common.command.CommandGroup;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.fql.QuerySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Tab offers for a word of a command: names first, then what the command takes at that place. */
final class WordCompletion {
    private final KnownNames names;
    private final List<String> before;
    private final String typed;
    private final boolean quoted;
    private final List<Suggestion> suggestions = new ArrayList<>();

    /**
     * @param before the words before the one that is typed
     * @param typed what is typed of it, without quotes
     * @param quoted whether it began with a quote
     */
    private WordCompletion(KnownNames names, List<String> before, String typed, boolean quoted) {
        this.names = names;
        this.before = before;
        this.typed = typed;
        this.quoted = quoted;
    }

    /** What fits at the end of the text, where these words end it. */
    static Completion at(String text, Typed.Words words, KnownNames names) {
        Typed.Word last = words.words().isEmpty() ? null : words.words().getLast();
        boolean partial = last != null && last.end() == text.length();
        if (partial && last != null && last.isJson()) {
            return JsonCompletion.at(text, last.start(), names);
        }
        int start = partial && last != null ? last.start() : text.length();
        List<String> values = words.values();
        List<String> before = partial ? values.subList(0, values.size() - 1) : values;
        String typed = partial && last != null ? last.value() : "";
        WordCompletion completion = new WordCompletion(names, before, typed, text.startsWith("\"", start));
        completion.fill();
        return new Completion(start, completion.suggestions);
    }

    private void fill() {
        if (before.isEmpty()) {
            commandNames();
            return;
        }
        ShellWord own = ShellWord.of(before.getFirst());
        if (own != null) {
            afterShellWord(own);
            return;
        }
        CommandSpec spec = CommandTable.find(before.getFirst());
        if (spec != null && !spec.subcommands().isEmpty()) {
            afterContainer(spec);
        } else if (spec != null) {
            arguments(spec, before.subList(1, before.size()));
        }
    }

    private void commandNames() {
        CommandTable.all().forEach(spec -> offer(spec.name(), spec.summary()));
        for (ShellWord own : ShellWord.values()) {
            offer(own.word(), own.summary());
        }
        if (typed.isEmpty()) {
            suggestions.add(Suggestion.part("{\"", "{", "a query in JSON"));
        }
    }

    private void afterShellWord(ShellWord own) {
        switch (own) {
            case HELP -> helpTopics();
            case WATCH -> watched();
            case SET -> {
                if (before.size() == 1) {
                    own.choices().forEach(choice -> offer(choice, ""));
                } else if (before.size() == 2) {
                    Preferences.values(before.get(1)).forEach(choice -> offer(choice, ""));
                }
            }
            default -> {
                if (before.size() == 1) {
                    own.choices().forEach(choice -> offer(choice, ""));
                }
            }
        }
    }

    private void helpTopics() {
        if (before.size() == 1) {
            CommandTable.all().forEach(spec -> offer(spec.name(), spec.summary()));
            QuerySpec.all().forEach(spec -> offer(spec.name().name(), spec.summary()));
            for (CommandGroup group : CommandGroup.values()) {
                offer("@" + group.title(), "the commands of a group");
            }
            offer("@query", "the queries of FQL");
        } else {
            subcommandNames(CommandTable.find(before.get(1)));
        }
    }

    private void watched() {
        if (before.size() > 1) {
            WordCompletion inner = new WordCompletion(names, before.subList(2, before.size()), typed, quoted);
            inner.fill();
            suggestions.addAll(inner.suggestions);
        }
    }

    private void afterContainer(CommandSpec container) {
        if (before.size() == 1) {
            subcommandNames(container);
            return;
        }
        CommandSpec spec = CommandTable.find(container.name() + " " + before.get(1));
        if (spec != null) {
            arguments(spec, before.subList(2, before.size()));
        }
    }

    private void subcommandNames(@Nullable CommandSpec container) {
        if (container != null) {
            container.subcommands().forEach(spec -> offer(spec.shortName(), spec.summary()));
        }
    }

    private void arguments(CommandSpec spec, List<String> given) {
        List<CommandArgument> rest = ArgumentGuide.after(spec.arguments(), given);
        for (CommandArgument argument : ArgumentGuide.next(rest)) {
            String token = argument.token();
            if (token != null) {
                offer(token, ArgumentGuide.text(List.of(argument)));
            } else {
                values(argument);
            }
        }
    }

    private void values(CommandArgument argument) {
        switch (argument.name()) {
            case "composite" -> quotedNames(names.composites(typed), "composite");
            case "parameter" -> quotedNames(names.settings(), "setting");
            case "command-name" -> CommandTable.all().forEach(spec -> offer(spec.name(), spec.summary()));
            case "query" -> QuerySpec.all().forEach(this::offerQuery);
            default -> {
                if (argument.type() == CommandArgument.Type.KEY) {
                    quotedNames(names.keys(typed), "");
                }
            }
        }
    }

    private void offerQuery(QuerySpec spec) {
        if (typed.isEmpty()) {
            String value = "{\"" + spec.name() + "\":{";
            suggestions.add(Suggestion.part(value, spec.name().name(), spec.summary()));
        }
    }

    private void quotedNames(Collection<String> all, String description) {
        for (String name : all) {
            if (name.startsWith(typed)) {
                String plain = CommandText.quote(name);
                String value = quoted && plain.equals(name) ? '"' + name + '"' : plain;
                suggestions.add(new Suggestion(value, name, description, true));
            }
        }
    }

    private void offer(String word, String description) {
        if (word.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT))) {
            suggestions.add(Suggestion.word(word, description));
        }
    }
}
