package io.fusioncache.server;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.query.QuerySource;
import io.fusioncache.server.query.golden.GoldenTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends golden queries to a whole server, over one of its interfaces. */
abstract class NetworkTransport implements GoldenTransport {
    private static final Map<String, String> NAMES = Map.of(
            "maxFindResults",
            ServerSettings.MAX_FIND_RESULTS.name(),
            "maxDepth",
            ServerSettings.MAX_DEPTH.name(),
            "clearConfirm",
            ServerSettings.CLEAR_CONFIRM.name(),
            "memory",
            ServerSettings.MEMORY_MAX.name());

    private final Map<String, String> always;
    private FusionServer server;
    private Map<String, String> settings = Map.of();

    /** @param always settings of every case */
    NetworkTransport(Map<String, String> always) {
        this.always = always;
        this.server = start(Map.of());
    }

    private FusionServer start(Map<String, String> wanted) {
        ConfigurationBuilder builder =
                FreePorts.configuration().set(ServerSettings.REST_MAX_READ.name(), "8MiB", "test");
        always.forEach((name, value) -> builder.set(name, value, "test"));
        wanted.forEach((name, value) -> builder.set(NAMES.getOrDefault(name, name), value, "test"));
        return FusionServer.start(builder.build());
    }

    int port(String listener) {
        return FreePorts.of(server, listener);
    }

    /** A new server was started; connections to the old one are of no use. */
    void restarted() {}

    @Override
    public boolean reset(Map<String, String> wanted) {
        boolean tooLong = wanted.containsKey("memory") && source() == QuerySource.STANDARD;
        if (tooLong || !NAMES.keySet().containsAll(wanted.keySet())) {
            return false;
        }
        if (!wanted.equals(settings)) {
            server.stop();
            server = start(wanted);
            settings = wanted;
            restarted();
        }
        server.store().clear();
        return true;
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Over HTTP, on one connection. */
    static final class Rest extends NetworkTransport {
        private HttpClient client;

        Rest(Map<String, String> always) {
            super(always);
            client = new HttpClient(port("rest"));
        }

        @Override
        void restarted() {
            client.close();
            client = new HttpClient(port("rest"));
        }

        @Override
        public QuerySource source() {
            return QuerySource.REST;
        }

        @Override
        public Optional<String> ask(String query) {
            HttpClient.Answer answer = client.post(query);
            int expected = answer.body().isEmpty() ? 204 : answer.body().contains("_RSP_ERR\":{\"_err\"") ? 400 : 200;
            if (answer.status() != expected) {
                throw new AssertionError("status " + answer.status() + " with " + answer.body());
            }
            return answer.body().isEmpty() ? Optional.empty() : Optional.of(answer.body());
        }

        @Override
        public List<String> askAll(List<String> queries) {
            return queries.stream().map(this::ask).flatMap(Optional::stream).toList();
        }

        @Override
        public void close() {
            client.close();
            super.close();
        }
    }

    /**
     * Over a WebSocket. Each time a new connection, which is closed behind the last query: the server answers what is
     * under way before it answers the close, so that silence is known without waiting.
     */
    static final class WebSocket extends NetworkTransport {
        private final QuerySource source;
        private final String listener;

        WebSocket(QuerySource source, String listener, Map<String, String> always) {
            super(always);
            this.source = source;
            this.listener = listener;
        }

        @Override
        public QuerySource source() {
            return source;
        }

        @Override
        public Optional<String> ask(String query) {
            return askAll(List.of(query)).stream().findFirst();
        }

        @Override
        public List<String> askAll(List<String> queries) {
            List<String> answers = new ArrayList<>();
            try (WebSocketClient client = new WebSocketClient(port(listener))) {
                queries.forEach(client::send);
                client.sendFrame(true, WebSocketClient.CLOSE, "");
                WebSocketClient.Frame frame = client.readMessage();
                while (frame.opcode() == WebSocketClient.TEXT) {
                    answers.add(frame.text());
                    frame = client.readMessage();
                }
            }
            return answers;
        }
    }
}
