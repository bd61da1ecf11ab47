package io.fusioncache.server.net.rest;

import io.fusioncache.server.net.NetServices;
import io.fusioncache.server.net.order.MessageOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What belongs to one HTTP connection: the order of its queries, and those that are under way. */
final class RestConnection {
    private final MessageOrder order;
    private final Set<RestQuery> queries = ConcurrentHashMap.newKeySet();

    RestConnection(NetServices services) {
        order = new MessageOrder(services.pool().newLane(), services.pins(), () -> {});
    }

    MessageOrder order() {
        return order;
    }

    void begin(RestQuery query) {
        queries.add(query);
    }

    void end(RestQuery query) {
        queries.remove(query);
    }

    /** The connection is gone: nobody else tells queries that were being read or answered. */
    void closed() {
        queries.forEach(RestQuery::release);
    }
}
