package io.fusioncache.common.command;

/** What a command is about; the reference is ordered by it. */
public enum CommandGroup {
    CONNECTION("connection"),
    STRINGS("string"),
    KEYS("generic"),
    JSON("json"),
    FUSION("fusion"),
    OBJECTS("object"),
    SERVER("server");

    private final String title;

    CommandGroup(String title) {
        this.title = title;
    }

    /** The group's name as {@code COMMAND DOCS} says it. */
    public String title() {
        return title;
    }
}
