package io.fusioncache.cli.shell;

import java.util.List;

/** What was typed before, the oldest first. */
@FunctionalInterface
interface HistoryList {
    /** Nothing is kept. */
    HistoryList NONE = List::of;

    List<String> entries();
}
