package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.AnswerKind;
import io.fusioncache.cli.render.JsonPrinter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The questions that loading and dumping ask on the standard interface. */
public final class Server {
    private static final int OBJECTS_A_QUERY = 500;
    private static final int QUERIES_UNDER_WAY = 8;

    private final Connection connection;

    public Server(Connection connection) {
        this.connection = connection;
    }

    /**
     * Where bulk writes go.
     *
     * @param port null when the bulk interface does not run, so that they go where the rest goes
     * @param maxBytes the longest message
     */
    record BulkInterface(@Nullable Integer port, long maxBytes) {}

    BulkInterface bulkInterface() {
        JsonTree interfaces = at(content(query("{\"SERVER_INFO\":{}}")), "interfaces");
        JsonTree bulk = at(interfaces, "bulk");
        JsonTree used = bulk == null ? at(interfaces, "standard") : bulk;
        Long port = number(at(used, "port"));
        Long maxBytes = number(at(used, "maxReadSize"));
        if (port == null || maxBytes == null) {
            throw new CliException(ExitStatus.SERVER_ERROR, "the server does not tell where bulk writes go");
        }
        return new BulkInterface(bulk == null ? null : port.intValue(), maxBytes);
    }

    Schema schema() {
        return Schema.ofClassesAnswer(query("{\"CLASSES\":{}}"));
    }

    /** Sends a query and gives its answer; an error that the server answers ends the run. */
    public JsonTree query(String text) {
        return checked(connection.await(connection.client().query(text)));
    }

    /** Sends a query without waiting. */
    CompletableFuture<String> send(String text) {
        return connection.client().query(text);
    }

    /** Waits for what was sent. */
    JsonTree await(CompletableFuture<String> answer) {
        return checked(connection.await(answer));
    }

    /**
     * Gives every object of a class, its links as OIDs: first all OIDs, then the objects in chunks with several queries
     * under way. O(objects); objects that vanish meanwhile are left out.
     */
    void forEachObject(String className, Consumer<JsonTree.Members> consumer) {
        JsonTree oids = at(content(query("{\"OIDS\":{\"_class\":\"" + className + "\"}}")), "_oids");
        if (!(oids instanceof JsonTree.Items list)) {
            return;
        }
        ArrayDeque<CompletableFuture<String>> underWay = new ArrayDeque<>();
        for (int from = 0; from < list.values().size(); from += OBJECTS_A_QUERY) {
            if (underWay.size() == QUERIES_UNDER_WAY) {
                objects(underWay.remove(), consumer);
            }
            int to = Math.min(from + OBJECTS_A_QUERY, list.values().size());
            String chunk = JsonPrinter.compact(new JsonTree.Items(list.values().subList(from, to)));
            underWay.add(send("{\"GET\":{\"_depth\":0,\"" + className + "\":{\"_oids\":" + chunk + "}}}"));
        }
        while (!underWay.isEmpty()) {
            objects(underWay.remove(), consumer);
        }
    }

    private void objects(CompletableFuture<String> answer, Consumer<JsonTree.Members> consumer) {
        JsonTree objects = at(content(await(answer)), "_objects");
        if (objects instanceof JsonTree.Items list) {
            for (JsonTree object : list.values()) {
                consumer.accept((JsonTree.Members) JsonTree.unwrapped(object));
            }
        }
    }

    /** The OIDs in a {@code STORE_RSP}, in the order of the objects. */
    static List<String> storedOids(JsonTree answer) {
        List<String> oids = new ArrayList<>();
        if (content(answer) instanceof JsonTree.Items items) {
            for (JsonTree item : items.values()) {
                if (at(JsonTree.unwrapped(item), "_oid") instanceof JsonTree.Text oid) {
                    oids.add(oid.value());
                }
            }
        }
        return oids;
    }

    /** The answer as a tree. */
    static JsonTree checked(String answer) {
        AnswerKind kind = AnswerKind.ofQuery(answer);
        JsonTree tree = JsonTree.parse(answer);
        if (!kind.message().isEmpty() || tree == null) {
            throw new CliException(
                    tree == null ? ExitStatus.SERVER_ERROR : kind.status(),
                    tree == null ? "the server's answer is no JSON" : kind.message());
        }
        return tree;
    }

    private static @Nullable JsonTree content(JsonTree answer) {
        return answer instanceof JsonTree.Members members
                ? members.values().values().iterator().next()
                : null;
    }

    private static @Nullable JsonTree at(@Nullable JsonTree tree, String member) {
        return tree instanceof JsonTree.Members members ? members.values().get(member) : null;
    }

    private static @Nullable Long number(@Nullable JsonTree tree) {
        return tree instanceof JsonTree.Literal literal && literal.isNumber() ? Long.valueOf(literal.value()) : null;
    }
}
