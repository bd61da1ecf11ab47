package io.fusioncache.server.query.statement;

import io.fusioncache.server.query.ServerFacts;
import io.fusioncache.server.query.json.JsonWriter;

/** {@code SERVER_INFO}: what the server is and what it listens on. */
record ServerInfoQuery() implements Query {

    @Override
    public Answer run(QueryContext context) {
        return out -> write(context.facts(), out);
    }

    private static void write(ServerFacts facts, JsonWriter out) {
        out.beginObject();
        out.name("serverVersion");
        out.string(facts.version());
        out.name("userAgent");
        out.string(facts.userAgent());
        out.name("resources");
        writeResources(facts, out);
        out.name("interfaces");
        out.beginObject();
        for (ServerFacts.Listener listener : facts.listeners()) {
            out.name(listener.name());
            out.beginObject();
            out.name("ip");
            out.string(listener.ip());
            writeCount("port", listener.port(), out);
            writeCount("maxReadSize", listener.maxReadSize(), out);
            out.endObject();
        }
        out.endObject();
        out.endObject();
    }

    private static void writeResources(ServerFacts facts, JsonWriter out) {
        out.beginObject();
        writeCount("cpu.threadsFusionMax", facts.maxThreads(), out);
        writeCount("cpu.threadsAvailable", facts.availableThreads(), out);
        writeCount("queryEngine.threads", facts.queryThreads(), out);
        writeCount("networkIo.threads", facts.ioThreads(), out);
        out.endObject();
    }

    private static void writeCount(String name, long count, JsonWriter out) {
        out.name(name);
        out.whole(count);
    }
}
