package io.fusioncache.server.net.rest;

import io.fusioncache.server.net.NetServices;
import io.fusioncache.server.net.order.MessageOrder;
import io.fusioncache.server.net.order.QueryPool;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What belongs to one HTTP connection: the order of its queries, and those that are under way. */
final class RestConnection {
    private final QueryPool.Lane lane;
    private final MessageOrder order;
    private final Set<RestQuery> queries = ConcurrentHashMap.newKeySet();

    RestConnection(NetServices services) {
        lane = services.pool().newLane();
        order = new MessageOrder(lane, services.pins(), () -> true, () -> {});
    }

    QueryPool.Lane lane() {
        return lane;
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
