package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.JsonPrinter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Stores the rows of files as objects. */
public final class Loader {
    private final LoadOptions options;
    private final Server server;
    private final Progress progress;
    private final Tally tally = new Tally();
    private final Tally keyTally = new Tally();
    private long records;

    /** @param server on the standard interface */
    public Loader(LoadOptions options, Server server, Progress progress) {
        this.options = options;
        this.server = server;
        this.progress = progress;
    }

    /**
     * Loads every file.
     *
     * @param toPort opens a connection to another port of the server
     * @param standard the connection that is used when there is no bulk interface
     * @return a line for the summary
     * @throws CliException for the first row or answer that is wrong; it says what was stored
     */
    public String load(List<InputFile> files, IntFunction<Connection> toPort, Connection standard) {
        Server.BulkInterface bulk = server.bulkInterface();
        Integer port = bulk.port();
        if (port == null) {
            load(files, standard, standard, bulk.maxBytes());
        } else {
            try (Connection connection = toPort.apply(port)) {
                load(files, connection, standard, bulk.maxBytes());
            }
        }
        String objects = Tally.counted(tally.count(), "object");
        String counted = keyTally.count() == 0 ? objects : objects + " and " + Tally.counted(keyTally.count(), "key");
        return "Stored " + progress.summary(counted, tally.count() + keyTally.count());
    }

    private void load(List<InputFile> files, Connection connection, Connection standard, long maxBytes) {
        Batches batches = new Batches(connection, maxBytes, tally);
        KeyWriter keys = new KeyWriter(standard, keyTally);
        try {
            Schema schema = createClasses();
            Map<String, RowWriter.LinkResolver> resolvers = resolvers(schema);
            for (InputFile file : files) {
                load(file, schema, resolvers, batches, keys);
            }
            batches.flush();
            keys.flush();
        } catch (CliException e) {
            batches.settleRest();
            keys.settleRest();
            String storedKeys = keyTally.isEmpty() ? "" : "\nkeys: " + keyTally.describe();
            throw new CliException(e.status(), e.text() + "\n" + tally.describe() + storedKeys);
        } finally {
            progress.end();
        }
    }

    private void load(
            InputFile file,
            Schema schema,
            Map<String, RowWriter.LinkResolver> resolvers,
            Batches batches,
            KeyWriter keys) {
        try (RowSource rows = RowSource.open(
                file.name(), progress.counting(file.opening().open()), options.format(), options.delimiter())) {
            Row row = rows.next();
            String className = options.className();
            if (row != null && DumpFile.isHeader(row.object())) {
                new DumpFile(file.name(), server, batches, keys, this::counted).load(row, rows);
                return;
            }
            if (className == null) {
                throw new CliException(
                        ExitStatus.USAGE, "--class or --kv is missing, and " + file.name() + " is no dump of objects");
            }
            Schema.ObjectClass of = schema.classes().get(className);
            if (of == null) {
                throw new CliException(ExitStatus.USAGE, "there is no class " + className + "; --create makes one");
            }
            RowWriter writer = new RowWriter(options, schema, rows instanceof CsvRows, resolvers);
            StringBuilder json = new StringBuilder();
            RowSource.PlainSink plain = (bytes, from, to, first, last) -> {
                batches.add(className, file.name(), first, last, bytes, from, to);
                counted(last - first + 1);
            };
            while (row != null) {
                json.setLength(0);
                try {
                    writer.write(row.object(), of, json);
                } catch (RowFault e) {
                    throw fault(file, row, e, batches);
                }
                batches.add(className, file.name(), row.number(), json, null);
                counted();
                if (options.paths().isEmpty()) {
                    rows.passPlain(of, batches.longest(), plain);
                }
                row = rows.next();
            }
        } catch (IOException e) {
            throw new CliException(ExitStatus.USAGE, "can't read " + file.name() + ": " + e);
        }
    }

    /** The rows before the one at fault are stored: a load that goes on behind it loses none. */
    private static CliException fault(InputFile file, Row row, RowFault fault, Batches batches) {
        batches.flush();
        return RowSource.fault(file.name(), row, fault.text());
    }

    private void counted() {
        counted(1);
    }

    private void counted(long more) {
        records += more;
        progress.update(records);
    }

    private Map<String, RowWriter.LinkResolver> resolvers(Schema schema) {
        Map<String, RowWriter.LinkResolver> resolvers = new LinkedHashMap<>();
        options.links()
                .forEach((member, target) ->
                        resolvers.put(member, LinkTable.fetch(target, options.missingLinkIsNull(), schema, server)));
        return resolvers;
    }

    private Schema createClasses() {
        Schema schema = server.schema();
        String create = options.create();
        if (create == null) {
            return schema;
        }
        JsonTree.Members definitions = definitions(create, options.className());
        createMissing(definitions, schema, server);
        return server.schema();
    }

    /**
     * Creates the classes that are not there yet, all in one query.
     *
     * @throws CliException when one is there with another definition
     */
    static void createMissing(JsonTree.Members definitions, Schema schema, Server server) {
        Map<String, JsonTree> missing = new LinkedHashMap<>(definitions.values());
        Schema.ofDefinitions(definitions).classes().forEach((name, wanted) -> {
            Schema.ObjectClass present = schema.classes().get(name);
            if (present != null) {
                missing.remove(name);
                if (!present.equals(wanted)) {
                    throw new CliException(
                            ExitStatus.SERVER_ERROR,
                            "class " + name + " is there with another definition: "
                                    + JsonPrinter.compact(Schema.definition(present)));
                }
            }
        });
        if (!missing.isEmpty()) {
            server.query("{\"CREATE_CLASSES\":" + JsonPrinter.compact(new JsonTree.Members(missing)) + "}");
        }
    }

    /** One class or several by name, or only the members of the class to load. */
    private static JsonTree.Members definitions(String text, @Nullable String className) {
        if (!(JsonTree.parse(text) instanceof JsonTree.Members given)
                || given.values().isEmpty()) {
            throw new CliException(ExitStatus.USAGE, "--create: this is no JSON object with a class definition");
        }
        boolean named = given.values().values().stream()
                .allMatch(value ->
                        value instanceof JsonTree.Members body && !body.values().containsKey("_type"));
        if (named || className == null) {
            return given;
        }
        return RowWriter.single(className, given);
    }
}
