package io.fusioncache.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program that tells the service manager is called with, and what happens when it fails. */
class ServiceManagerTest {
    private static final Map<String, String> ASKED = Map.of("NOTIFY_SOCKET", "/run/systemd/notify");

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private Path program(String script) throws IOException {
        Path program = folder.resolve("notify");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private ServiceManager manager(Map<String, String> environment, Path program) {
        return new ServiceManager(environment, program.toString(), warnings::add);
    }

    @Test
    void oneMessageHasReadinessAndStatus() throws IOException {
        Path told = folder.resolve("told");
        ServiceManager manager = manager(ASKED, program("printf '%s|' \"$@\" >>'" + told + "'"));
        assertTrue(manager.listens());
        manager.ready("Serving rest 127.0.0.1:1981");
        manager.status("Serving nothing");
        assertEquals("READY=1|STATUS=Serving rest 127.0.0.1:1981|STATUS=Serving nothing|", Files.readString(told));
        assertEquals(List.of(), warnings);
    }

    @Test
    void withoutAManagerNothingIsStarted() throws IOException {
        Path told = folder.resolve("told");
        ServiceManager manager = manager(Map.of(), program("touch '" + told + "'"));
        assertFalse(manager.listens());
        manager.ready("Serving");
        assertFalse(Files.exists(told));
        assertEquals(List.of(), warnings);
    }

    @Test
    void aProgramThatFailsIsAWarning() throws IOException {
        manager(ASKED, program("exit 3")).ready("Serving");
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().endsWith("it ended with 3"), warnings.getFirst());
    }

    @Test
    void aProgramThatIsMissingIsAWarning() {
        manager(ASKED, folder.resolve("missing")).ready("Serving");
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("No such file"), warnings.getFirst());
    }
}
