package io.fusioncache.cli.shell;

import java.util.Collection;
import java.util.List;

/** Names that the server holds, as far as the shell knows them. Safe for several threads. */
interface KnownNames {
    /** The classes. */
    Schema schema();

    /** Keys that begin so, sorted. */
    List<String> keys(String prefix);

    /** Composites that begin so, sorted. */
    List<String> composites(String prefix);

    /** Server settings. */
    Collection<String> settings();
}
