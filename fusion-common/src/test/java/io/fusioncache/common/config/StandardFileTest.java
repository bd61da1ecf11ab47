package io.fusioncache.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file that is installed as {@code /etc/fusion/fusion.json}: every setting, commented out. It is made from the
 * table; {@code -Dfusion.docs.update=true} writes it anew.
 */
class StandardFileTest {
    private static final Path FILE = Path.of("..", "debian", "fusion.json");
    private static final SettingTable TABLE = ServerSettings.table();

    @Test
    void theFileHasWhatTheTableHas() throws IOException {
        String file = file();
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.writeString(FILE, file);
        }
        assertEquals(file, Files.readString(FILE), "stale; run the tests with -Dfusion.docs.update=true");
    }

    @Test
    void asInstalledItChangesNothing() {
        Configuration read = new ConfigurationBuilder(TABLE).file(FILE).build();
        TABLE.settings().forEach(setting -> assertEquals("default", read.origin(setting), setting.name()));
    }

    @Test
    void everyLineThatIsUncommentedSetsTheDefault(@TempDir Path folder) throws IOException {
        Path uncommented = folder.resolve("fusion.json");
        Files.writeString(uncommented, Files.readString(FILE).replaceAll("(?m)^( +)// (\"[a-zA-Z_]+\": )", "$1$2"));
        Configuration read = new ConfigurationBuilder(TABLE).file(uncommented).build();
        TABLE.settings().forEach(setting -> {
            assertNotEquals("default", read.origin(setting), setting.name());
            assertEquals(setting.standard(), read.get(setting), setting.name());
        });
    }

    private static String file() {
        StringBuilder file = new StringBuilder("""
                // The configuration of the Fusion server; fusion.json(5) describes it.
                //
                // What is commented out stands at its default. After a change:
                //     fusion-server --check-config
                //     systemctl reload fusion-server     for the settings marked "live"
                //     systemctl restart fusion-server    for all others; this empties the cache
                {
                """);
        List<String> open = new ArrayList<>();
        for (Setting<?> setting : TABLE.settings()) {
            List<String> sections = List.of(setting.section().split("\\.", -1));
            while (open.size() > sections.size() || !open.equals(sections.subList(0, open.size()))) {
                open.removeLast();
                file.append(indent(open)).append("},\n");
            }
            for (String section : sections.subList(open.size(), sections.size())) {
                file.append(indent(open)).append('"').append(section).append("\": {\n");
                open.add(section);
            }
            append(file, indent(open), setting);
        }
        while (!open.isEmpty()) {
            open.removeLast();
            file.append(indent(open)).append("},\n");
        }
        return file.append("}\n").toString();
    }

    private static String indent(List<String> open) {
        return "    ".repeat(open.size() + 1);
    }

    private static <T> void append(StringBuilder file, String indent, Setting<T> setting) {
        String range = setting.type().range();
        String name = setting.name().substring(setting.section().length() + 1);
        file.append(indent)
                .append("// ")
                .append(setting.description())
                .append(range.isEmpty() ? "" : " (" + range + ")")
                .append(setting.changeable() ? "; live\n" : "\n")
                .append(indent)
                .append("// \"")
                .append(name)
                .append("\": ")
                .append(json(setting))
                .append(",\n");
    }

    private static <T> String json(Setting<T> setting) {
        String text = setting.type().print(setting.standard());
        return switch (setting.type().kind()) {
            case "number", "boolean" -> text;
            case "list" -> "[]";
            default -> '"' + text + '"';
        };
    }
}
