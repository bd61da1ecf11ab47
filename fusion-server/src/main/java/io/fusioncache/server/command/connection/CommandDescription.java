package io.fusioncache.server.command.connection;

import io.fusioncache.common.command.CommandFlag;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.command.KeyPositions;
import io.fusioncache.server.command.ReplyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A command as {@code COMMAND INFO} tells it. */
final class CommandDescription {
    private CommandDescription() {}

    static void all(ReplyWriter reply) {
        reply.array(CommandTable.all().size());
        CommandTable.all().forEach(spec -> write(spec, reply));
    }

    static void write(CommandSpec spec, ReplyWriter reply) {
        reply.array(10);
        reply.bulk(spec.fullName());
        reply.integer(spec.arity());
        statuses(
                Stream.of(CommandFlag.values())
                        .filter(spec::is)
                        .filter(flag -> flag != CommandFlag.SLOW)
                        .map(CommandFlag::title)
                        .toList(),
                reply);
        reply.integer(spec.keys().first());
        reply.integer(spec.keys().last());
        reply.integer(spec.keys().step());
        statuses(categories(spec), reply);
        reply.array(0);
        keySpecifications(spec, reply);
        reply.array(spec.subcommands().size());
        spec.subcommands().forEach(subcommand -> write(subcommand, reply));
    }

    private static void statuses(List<String> words, ReplyWriter reply) {
        reply.set(words.size());
        words.forEach(reply::status);
    }

    /** What Redis' access lists call the command's properties. */
    static List<String> categories(CommandSpec spec) {
        List<String> categories = new ArrayList<>();
        if (spec.is(CommandFlag.WRITE)) {
            categories.add("@write");
        }
        if (spec.is(CommandFlag.READONLY)) {
            categories.add("@read");
        }
        switch (spec.group()) {
            case CONNECTION -> categories.add("@connection");
            case STRINGS -> categories.add("@string");
            case KEYS, FUSION -> categories.add("@keyspace");
            case JSON -> categories.add("@json");
            case OBJECTS, SERVER -> {}
        }
        if (spec.is(CommandFlag.ADMIN)) {
            categories.add("@admin");
            categories.add("@dangerous");
        }
        categories.add(spec.is(CommandFlag.FAST) ? "@fast" : "@slow");
        return categories;
    }

    private static void keySpecifications(CommandSpec spec, ReplyWriter reply) {
        KeyPositions keys = spec.keys();
        if (keys.first() == 0) {
            reply.array(0);
            return;
        }
        reply.array(1);
        reply.map(3);
        reply.bulk("flags");
        statuses(spec.is(CommandFlag.WRITE) ? List.of("RW", "UPDATE") : List.of("RO", "ACCESS"), reply);
        reply.bulk("begin_search");
        reply.map(2);
        reply.bulk("type");
        reply.bulk("index");
        reply.bulk("spec");
        reply.map(1);
        reply.bulk("index");
        reply.integer(keys.first());
        reply.bulk("find_keys");
        reply.map(2);
        reply.bulk("type");
        reply.bulk("range");
        reply.bulk("spec");
        reply.map(3);
        reply.bulk("lastkey");
        reply.integer(keys.last() < 0 ? keys.last() : keys.last() - keys.first());
        reply.bulk("keystep");
        reply.integer(keys.step());
        reply.bulk("limit");
        reply.integer(0);
    }
}
