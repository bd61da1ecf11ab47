package io.fusioncache.server.command;

import java.util.Map;

/** A part of {@code INFO}. */
public interface InfoSection {
    /** The name as printed, such as {@code Memory}; asked for in any case of letters. */
    String name();

    /** The lines in order: names and values. */
    Map<String, String> lines();
}
