package io.fusioncache.server.query.statement;

import io.fusioncache.server.query.ServerFacts;
import io.fusioncache.server.query.json.JsonWriter;

/** {@code STATS}: what the server has done so far and who is connected. */
record StatsQuery() implements Query {

    @Override
    public Answer run(QueryContext context) {
        return out -> write(context.facts(), out);
    }

    private static void write(ServerFacts facts, JsonWriter out) {
        out.beginObject();
        out.name("timestamp");
        out.whole(facts.unixSeconds());
        out.name("totalQueries");
        out.whole(facts.totalQueries());
        writeClients("rest", facts.restConnected(), facts.restTotal(), out);
        writeClients("ws", facts.webSocketConnected(), facts.webSocketTotal(), out);
        ServerFacts.KeyFacts keys = facts.keys();
        if (keys != null) {
            writeKeys(keys, out);
        }
        out.endObject();
    }

    private static void writeKeys(ServerFacts.KeyFacts keys, JsonWriter out) {
        out.name("kv");
        out.beginObject();
        out.name("keys");
        out.whole(keys.count());
        out.name("hits");
        out.whole(keys.hits());
        out.name("misses");
        out.whole(keys.misses());
        out.name("evicted");
        out.whole(keys.evicted());
        out.name("expired");
        out.whole(keys.expired());
        out.endObject();
    }

    private static void writeClients(String name, long connected, long total, JsonWriter out) {
        out.name(name);
        out.beginObject();
        out.name("connected");
        out.whole(connected);
        out.name("total");
        out.whole(total);
        out.endObject();
    }
}
