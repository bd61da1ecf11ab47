package io.fusioncache.common.command;

import java.util.Locale;

/** A property of a command, with the names that {@code COMMAND INFO} has for them. */
public enum CommandFlag {
    /** Changes keys. */
    WRITE,
    /** Reads keys and changes none. */
    READONLY,
    /** May need memory, and is refused when there is none. */
    DENYOOM,
    /** Administers the server; not shown by {@code MONITOR}. */
    ADMIN,
    /** Done in constant or logarithmic time. */
    FAST,
    /** Its time grows with what the server holds: never to be run on a network thread. */
    SLOW;

    /** The flag as {@code COMMAND INFO} says it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
