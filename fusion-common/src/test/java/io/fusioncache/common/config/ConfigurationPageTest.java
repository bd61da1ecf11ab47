package io.fusioncache.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page is made from the table; {@code -Dfusion.docs.update=true} writes it anew. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        String page = page(ServerSettings.table());
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "stale; run the tests with -Dfusion.docs.update=true");
    }

    private static String page(SettingTable table) {
        StringBuilder page = new StringBuilder("""
                # Configuration

                ```
                fusion-server [--config FILE] [--set NAME=VALUE]... [--fusion] [--check-config] [--print-config] [--version] [--help]
                ```

                Each setting has a dotted name. Its value is the last of: the default, the file, the environment, `--set`.

                - **File**: `--config FILE`, else `/etc/fusion/fusion.json` when there is one. JSON, one object per dot:
                  `{"objects": {"ws": {"port": 2982}}}`. Comments (`//`, `/* */`) and trailing commas are allowed.
                - **Environment**: the variable in the table: the name in capitals, with an underscore for each dot and before
                  each hump, such as `FUSION_OBJECTS_MAX_FIND_RESULTS=100` for `objects.maxFindResults`. An unknown variable that
                  begins with `FUSION_` stops the start, but for those of the command line (`FUSION_URL`, `FUSION_USER`,
                  `FUSION_PASSWORD`, `FUSION_CONFIG`, `FUSION_HISTFILE`, `FUSION_PAGER`), of the launchers (`FUSION_JAVA_HOME`,
                  `FUSION_JAVA_OPTS`), and those with which Kubernetes announces a service called `fusion` (`FUSION_PORT`,
                  `FUSION_PORT_*`, `FUSION_SERVICE_*`).
                - **Flags**: `--set objects.ws.port=2982`, as often as needed.

                `--print-config` prints every value and where it came from; `--check-config` only says what is wrong.

                Values: *bytes* are a number, alone or with `KiB`, `MiB`, `GiB` (`1048576`, `1MiB`); a *time* has `ms`, `s` or `m`,
                and is in seconds without (`300ms`, `30s`, `30`); a *list* is an array in the file and separated by commas elsewhere.

                | exit status | meaning |
                | --- | --- |
                | 0 | stopped by TERM or INT, in good order |
                | 2 | a flag that does not exist or lacks its value |
                | 69 | a port or an address that can't be had |
                | 78 | a configuration that can't be used; the line on standard error names the setting |

                """);
        String section = "";
        for (Setting<?> setting : table.settings()) {
            if (!section.equals(setting.section())) {
                section = setting.section();
                page.append(page.charAt(page.length() - 2) == '\n' ? "" : "\n")
                        .append("## ")
                        .append(section)
                        .append("\n\n| name | type | default | range | variable |\n| --- | --- | --- | --- | --- |\n");
            }
            row(page, setting);
        }
        return page.append("""

                        Settings marked *live* can change while the server runs: with `CONFIG SET`, or in the file followed by
                        `systemctl reload fusion-server`, as [operations](operations.md) says. The others are read once, at the start.
                        """).toString();
    }

    private static <T> void row(StringBuilder page, Setting<T> setting) {
        String standard = setting.type().print(setting.standard());
        page.append("| `")
                .append(setting.name())
                .append("`<br>")
                .append(setting.description())
                .append(setting.changeable() ? " (*live*)" : "")
                .append(" | ")
                .append(setting.type().kind())
                .append(" | ")
                .append(standard.isEmpty() ? "none" : "`" + standard + "`")
                .append(" | ")
                .append(setting.type().range())
                .append(" | `")
                .append(setting.variable())
                .append("` |\n");
    }
}
