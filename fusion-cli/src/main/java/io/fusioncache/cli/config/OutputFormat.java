package io.fusioncache.cli.config;

/** How answers are printed. */
public enum OutputFormat {
    PRETTY,
    JSON,
    RAW,
    TABLE,
    CSV
}
