package io.fusioncache.cli.measure;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.render.AnswerKind;
import io.fusioncache.common.client.FusionClient;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The keys or objects that a load works with: made before it, removed behind it. */
final class BenchData {
    private static final int UNDER_WAY = 256;
    private static final int OBJECTS_A_QUERY = 500;
    private static final String DELETE = "{\"DELETE\":{\"" + BenchLanguage.CLASS + "\":{}}}";
    private static final String CREATE = "{\"CREATE_CLASSES\":{\"" + BenchLanguage.CLASS
            + "\":{\"k\":{\"_type\":\"string\",\"_index\":true},\"v\":\"string\"}}}";

    private final Connection connection;
    private final BenchOptions options;

    BenchData(Connection connection, BenchOptions options) {
        this.connection = connection;
        this.options = options;
    }

    /** Makes them; none for a load of one request. */
    void fill() {
        if (options.query() != null) {
            return;
        }
        if (options.language() == BenchLanguage.FQL) {
            createClass();
            int queries = (options.keys() + OBJECTS_A_QUERY - 1) / OBJECTS_A_QUERY;
            forEach(queries, this::storing, connection.client()::query, AnswerKind::ofQuery);
        } else {
            String value = "v".repeat(options.size());
            forEach(
                    options.keys(),
                    key -> "SET " + BenchLanguage.key(key) + " \"" + value + '"',
                    connection.client()::commandLine,
                    AnswerKind::ofCommand);
        }
    }

    /** Removes them; the class stays, for classes can't be removed. */
    void remove() {
        if (options.query() != null) {
            return;
        }
        if (options.language() == BenchLanguage.FQL) {
            checked(AnswerKind.ofQuery(connection.await(connection.client().query(DELETE))));
        } else {
            forEach(
                    options.keys(),
                    key -> "DEL " + BenchLanguage.key(key),
                    connection.client()::commandLine,
                    AnswerKind::ofCommand);
        }
    }

    /** An earlier load that was interrupted may have left the class and objects. */
    private void createClass() {
        FusionClient client = connection.client();
        AnswerKind created = AnswerKind.ofQuery(connection.await(client.query(CREATE)));
        if (created.status() != ExitStatus.SUCCESS) {
            checked(AnswerKind.ofQuery(connection.await(client.query(DELETE))));
        }
    }

    private String storing(int query) {
        StringBuilder text = new StringBuilder("{\"STORE\":{\"_class\":\"" + BenchLanguage.CLASS + "\",\"_objects\":[");
        String value = "v".repeat(options.size());
        int first = query * OBJECTS_A_QUERY;
        int end = Math.min(first + OBJECTS_A_QUERY, options.keys());
        for (int key = first; key < end; key++) {
            text.append(key == first ? "" : ",").append("{\"k\":\"").append(BenchLanguage.key(key));
            text.append("\",\"v\":\"").append(value).append("\"}");
        }
        return text.append("]}}").toString();
    }

    private void forEach(
            int count,
            IntFunction<String> request,
            Function<String, CompletableFuture<String>> send,
            Function<String, AnswerKind> kind) {
        ArrayDeque<CompletableFuture<String>> underWay = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            if (underWay.size() == UNDER_WAY) {
                checked(kind.apply(connection.await(underWay.remove())));
            }
            underWay.add(send.apply(request.apply(i)));
        }
        underWay.forEach(answer -> checked(kind.apply(connection.await(answer))));
    }

    private static void checked(AnswerKind kind) {
        if (kind.status() != ExitStatus.SUCCESS) {
            throw new CliException(kind.status(), kind.message());
        }
    }
}
