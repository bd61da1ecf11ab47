package io.fusioncache.server.query.golden;

import io.fusioncache.server.query.QuerySource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to send queries to a server and to get its answers. */
public interface GoldenTransport extends AutoCloseable {

    /** What the server takes the queries for; scripts have cases that are only for some sources. */
    QuerySource source();

    /**
     * Makes the server forget every object and class, and gives it these settings instead of the usual ones.
     *
     * @param settings names and values such as {@code maxFindResults=2}; nearly always none
     * @return false when this transport can't change settings; the case is left out then
     */
    boolean reset(Map<String, String> settings);

    /**
     * Sends one query and waits for its answer.
     *
     * @return empty when the server has nothing to say; over a network that is found out by a query sent behind it
     */
    Optional<String> ask(String query);

    /**
     * Sends all queries before the first answer is looked at.
     *
     * @return the answers in the order they arrived
     */
    List<String> askAll(List<String> queries);

    @Override
    void close();
}
