package io.fusioncache.cli.config;

import java.util.Locale;

/** How answers are printed. */
public enum OutputFormat {
    PRETTY,
    JSON,
    RAW,
    TABLE,
    CSV;

    /** The name as it is written in options. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
