package io.fusioncache.server.command;

/** A setting that can't be changed to what was asked for; nothing was changed. */
public final class SettingRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String reason;

    /**
     * A refusal.
     *
     * @param name the setting's dotted name
     * @param reason why, for people
     */
    public SettingRefusal(String name, String reason) {
        super(reason, null, false, false);
        this.name = name;
        this.reason = reason;
    }

    /** The setting's dotted name. */
    public String name() {
        return name;
    }

    /** Why, for people. */
    public String reason() {
        return reason;
    }
}
