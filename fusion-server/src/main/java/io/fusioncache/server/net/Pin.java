package io.fusioncache.server.net;

/**
 * The state of the data that a read sees, kept for it until it is closed. The network takes one at the read's turn and
 * hands it on; what it is, whoever runs the message knows.
 */
public interface Pin extends AutoCloseable {
    @Override
    void close();
}
