package io.fusioncache.server.command;

import java.util.concurrent.atomic.LongAdder;

/** What has been asked so far, over every way in. */
public final class CommandCounters {
    private final LongAdder commands = new LongAdder();
    private final LongAdder errors = new LongAdder();

    /** Counts a command. */
    public void command() {
        commands.increment();
    }

    /** Counts an error reply. */
    public void error() {
        errors.increment();
    }

    /** Commands so far, text and JSON, the one being run among them. */
    public long commands() {
        return commands.sum();
    }

    /** Error replies so far. */
    public long errors() {
        return errors.sum();
    }
}
