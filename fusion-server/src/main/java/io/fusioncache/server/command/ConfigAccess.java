package io.fusioncache.server.command;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The settings, as {@code CONFIG} reads and changes them. Names are the dotted ones. */
public interface ConfigAccess {
    /** Every setting with its value as text, by name. */
    SortedMap<String, String> all();

    /**
     * Changes settings, all or none.
     *
     * @param changes dotted names and new values
     * @throws SettingRefusal when a name is unknown, can't be changed while the server runs, or a value is wrong
     */
    void change(List<Map.Entry<String, String>> changes);

    /**
     * Writes the changed settings to the file that the server was started with.
     *
     * @throws CommandException when there is no file or it can't be written
     */
    void rewrite();
}
