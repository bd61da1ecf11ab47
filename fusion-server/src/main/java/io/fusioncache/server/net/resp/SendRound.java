package io.fusioncache.server.net.resp;

import io.fusioncache.server.net.EndOfRound;
import java.util.ArrayDeque;
import org.xnio.XnioIoThread;

/** Connections of one network thread whose replies are sent at the {@link EndOfRound}. Used by that thread only. */
final class SendRound {
    /** Each of them keeps a chunk until then. */
    private static final int MOST = 32;

    private final ArrayDeque<RespConnection> waiting = new ArrayDeque<>(MOST);

    /**
     * Lets a connection send later.
     *
     * @param thread the calling thread
     */
    void add(RespConnection connection, XnioIoThread thread) {
        waiting.add(connection);
        if (waiting.size() == 1) {
            EndOfRound.run(thread, this::sendAll);
        } else if (waiting.size() >= MOST) {
            sendAll();
        }
    }

    private void sendAll() {
        for (RespConnection one = waiting.poll(); one != null; one = waiting.poll()) {
            one.sendRound();
        }
    }
}
