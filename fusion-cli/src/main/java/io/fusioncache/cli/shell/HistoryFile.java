package io.fusioncache.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.History;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;

/** What was typed in this and earlier runs, without what holds a password. */
final class HistoryFile extends DefaultHistory implements HistoryList {
    @Override
    public void add(Instant time, String line) {
        if (!Secrets.isIn(line)) {
            super.add(time, line);
        }
    }

    @Override
    public List<String> entries() {
        List<String> entries = new ArrayList<>();
        for (History.Entry entry : this) {
            entries.add(entry.line());
        }
        return entries;
    }

    /**
     * The file to use, made with its folders for this user alone.
     *
     * @return null when it can't be made: then what is typed is known until the shell ends
     */
    static @Nullable Path file(Map<String, String> variables) {
        Path file = place(variables);
        if (file == null) {
            return null;
        }
        try {
            makeFolders(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.isRegularFile(file) && Files.isWritable(file) ? file : null;
        } catch (IOException | UnsupportedOperationException expected) {
            return null; // A home that can't be written to is no reason to complain at every start.
        }
    }

    private static @Nullable Path place(Map<String, String> variables) {
        String named = variables.getOrDefault("FUSION_HISTFILE", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        String state = variables.getOrDefault("XDG_STATE_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        if (state.isEmpty() && home.isEmpty()) {
            return null;
        }
        Path base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
        return base.resolve("fusion").resolve("history");
    }

    /** Only what is missing is made, so that a folder that is there keeps its permissions. */
    private static void makeFolders(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
