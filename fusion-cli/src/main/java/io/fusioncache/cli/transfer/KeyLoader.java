package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.FileFaults;
import java.io.IOException;
import java.util.List;

/** Stores the keys of files: {@code load --kv}. */
public final class KeyLoader {
    private final LoadOptions.Format format;
    private final char delimiter;
    private final Progress progress;
    private final Tally tally = new Tally();

    /** @param delimiter between the cells of CSV */
    public KeyLoader(LoadOptions.Format format, char delimiter, Progress progress) {
        this.format = format;
        this.delimiter = delimiter;
        this.progress = progress;
    }

    /**
     * Loads every file.
     *
     * @return a line for the summary
     * @throws CliException for the first key or answer that is wrong; it says what was stored
     */
    public String load(List<InputFile> files, Connection connection) {
        KeyWriter writer = new KeyWriter(connection, tally);
        long records = 0;
        try {
            for (InputFile file : files) {
                records = load(file, writer, records);
            }
            writer.flush();
        } catch (CliException e) {
            writer.settleRest();
            throw new CliException(e.status(), e.text() + "\n" + tally.describe());
        } finally {
            progress.end();
        }
        return "Stored " + progress.summary(Tally.counted(tally.count(), "key"), tally.count());
    }

    private long load(InputFile file, KeyWriter writer, long before) {
        long records = before;
        try (KeyRows rows =
                KeyRows.open(file.name(), progress.counting(file.opening().open()), format, delimiter)) {
            for (KeyRows.Located row = rows.next(); row != null; row = rows.next()) {
                writer.add(file.name(), row);
                progress.update(++records);
            }
            return records;
        } catch (IOException e) {
            throw new CliException(ExitStatus.USAGE, "can't read " + file.name() + ": " + FileFaults.reason(e));
        }
    }
}
