package io.fusioncache.server.net.websocket;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.MessageHandler;
import io.fusioncache.server.net.MessageRunner;
import io.fusioncache.server.net.order.QueryPool;

/**
 * What every message of one client is run with.
 *
 * @param answers where answers go
 * @param lane the client's own among the query threads
 * @param account what was charged for a message is returned to it
 */
record Conversation(
        WebSocketConnection connection,
        MessageRunner runner,
        MessageHandler handler,
        AnswerQueue answers,
        QueryPool pool,
        QueryPool.Lane lane,
        MemoryAccount account) {}
