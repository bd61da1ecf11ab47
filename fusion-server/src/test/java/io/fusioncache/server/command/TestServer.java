package io.fusioncache.server.command;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.kv.JsonCommandProcessor;
import io.fusioncache.server.command.kv.KvServices;
import io.fusioncache.server.command.server.StandardInfo;
import io.fusioncache.server.command.text.TextCommandProcessor;
import io.fusioncache.server.engine.composite.Composites;
import io.fusioncache.server.engine.composite.FusionSettings;
import io.fusioncache.server.engine.composite.FusionWords;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.KeyRules;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.VirtualClock;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.ops.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything between the network and the key space, with a clock that the test moves on. */
public final class TestServer {
    public final VirtualClock clock = new VirtualClock();
    public final MemoryAccount account = new MemoryAccount(1L << 30);
    public final Keyspace keyspace = new Keyspace(account, EvictionPolicy.ALLKEYS_LFU, clock, new Random(42)::nextInt);
    public final Composites composites = new Composites(keyspace, FusionSettings.DEFAULT);
    public final KeyRules rules = new KeyRules(6, 1024);
    public final MonitorFeed monitors = new MonitorFeed();
    public final SlowLog slowLog = new SlowLog();
    public final Traffic traffic = new Traffic();
    public final CommandCounters counters = new CommandCounters();
    public final List<String> stops = new ArrayList<>();
    public final TreeMap<String, String> settings = new TreeMap<>(
            Map.of("memory.max", "60%", "memory.policy", "allkeys-lfu", "kv.minKeyLength", "6", "resp.port", "1988"));
    private final CommandClock commandClock = new CommandClock() {
        @Override
        public long unixMicros() {
            return clock.unixMillis() * 1000;
        }

        @Override
        public long nanos() {
            return clock.millis() * 1_000_000;
        }
    };
    public final ClientRegistry clients = new ClientRegistry(commandClock, monitors);
    public final CommandServices services;
    public final CommandDispatcher dispatcher;
    public final TextCommandProcessor text;
    public final JsonCommandProcessor json;
    public final TestConnection connection = new TestConnection("127.0.0.1:50001");
    public final ClientSession client = clients.add(connection);

    /** A server with nothing in it. */
    public TestServer() {
        StandardInfo info = new StandardInfo(
                keyspace, composites, clients, counters, traffic::figures, commandClock, "0.1.0", () -> 1988);
        services = new CommandServices(
                keyspace,
                rules,
                config(),
                clients,
                monitors,
                slowLog,
                counters,
                info.sections(),
                queries(),
                commandClock,
                () -> stops.add("stop"),
                "0.1.0",
                composites);
        dispatcher = new CommandDispatcher(services, CommandCatalog.all());
        text = new TextCommandProcessor(dispatcher);
        json = new JsonCommandProcessor(new KvServices(
                keyspace, rules, counters, new CommandWitness(monitors, slowLog, commandClock), "0.1.0", composites));
    }

    private ConfigAccess config() {
        return new ConfigAccess() {
            @Override
            public SortedMap<String, String> all() {
                TreeMap<String, String> all = new TreeMap<>(settings);
                all.putAll(FusionWords.all(composites.settings()));
                return all;
            }

            @Override
            public void change(List<Map.Entry<String, String>> changes) {
                for (Map.Entry<String, String> change : changes) {
                    if (change.getKey().startsWith("fusion.")) {
                        composites.apply(FusionWords.with(composites.settings(), change.getKey(), change.getValue()));
                        continue;
                    }
                    if (!settings.containsKey(change.getKey())) {
                        throw new SettingRefusal(change.getKey(), "unknown setting");
                    }
                    settings.put(change.getKey(), change.getValue());
                }
            }

            @Override
            public void rewrite() {
                throw new CommandException("ERR The server is running without a config file");
            }
        };
    }

    private static ObjectQueries queries() {
        return new ObjectQueries() {
            @Override
            public byte @Nullable [] run(byte[] query) {
                return new String(query, StandardCharsets.UTF_8).contains("none")
                        ? null
                        : "{\"PING_RSP\":{}}".getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    /** A message as bytes. */
    public static MessageBytes message(String text) {
        return MessageBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a message, text lines or JSON, and returns its answers. */
    public List<String> send(MessageBytes message, boolean prefixOptional) {
        Collector answers = new Collector();
        if (TextCommandProcessor.isText(message)) {
            text.run(message, client, answers);
        } else {
            json.run(message, client, prefixOptional, answers);
        }
        return answers.texts;
    }

    /** Sends a message to the key-value interface. */
    public List<String> send(String message) {
        return send(message(message), true);
    }

    /** Sends a message that has one answer, and returns that. */
    public String ask(String message) {
        List<String> answers = send(message);
        if (answers.size() != 1) {
            throw new AssertionError(message + " has the answers " + answers);
        }
        return answers.getFirst();
    }

    /** Keeps the answers. */
    public static final class Collector implements Answers {
        public final List<String> texts = new ArrayList<>();

        @Override
        public AnswerBuffer begin() {
            return new AnswerBuffer();
        }

        @Override
        public void send(AnswerBuffer answer) {
            texts.add(answer.toString());
        }
    }

    /** A connection that keeps what it is told. */
    public static final class TestConnection implements ClientConnection {
        public final List<String> lines = new ArrayList<>();
        public boolean closed;
        private final String address;

        TestConnection(String address) {
            this.address = address;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public String localAddress() {
            return "127.0.0.1:1987";
        }

        @Override
        public void sendLine(String line) {
            lines.add(line);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
