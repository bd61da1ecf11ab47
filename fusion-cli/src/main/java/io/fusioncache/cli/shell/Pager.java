package io.fusioncache.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/** Shows what is longer than the screen with the person's pager. */
final class Pager {
    private static final String STANDARD = "less -FRSX";

    private final String command;

    /** @param variables the environment; {@code FUSION_PAGER} names the program with its options */
    Pager(Map<String, String> variables) {
        String named = variables.getOrDefault("FUSION_PAGER", "");
        command = named.isEmpty() ? STANDARD : named;
    }

    /**
     * Shows it and returns when the person leaves.
     *
     * @return false when the program could not be run, so that nothing was shown
     */
    boolean show(byte[] text) {
        try {
            Process pager = new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            feed(pager, text);
            // What a shell answers when there is no such program.
            return pager.waitFor() != 127;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void feed(Process pager, byte[] text) {
        try (OutputStream in = pager.getOutputStream()) {
            in.write(text);
        } catch (IOException expected) {
            // Left before the end: everything wanted was seen.
        }
    }
}
