package io.fusioncache.cli.completion;

import java.util.Locale;
import java.util.Optional;

/** The shells that a completion script can be made for. */
public enum ShellScript {
    BASH("fusion-cli.bash"),
    ZSH("_fusion-cli"),
    FISH("fusion-cli.fish");

    private final String fileName;

    ShellScript(String fileName) {
        this.fileName = fileName;
    }

    /** The name that the shell looks for. */
    public String fileName() {
        return fileName;
    }

    /** The shell's own name. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Makes the script. */
    public String text(CompletionModel model) {
        return switch (this) {
            case BASH -> BashScript.of(model);
            case ZSH -> ZshScript.of(model);
            case FISH -> FishScript.of(model);
        };
    }

    /** The shell of that name. */
    public static Optional<ShellScript> ofTitle(String title) {
        for (ShellScript script : values()) {
            if (script.title().equals(title)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }
}
