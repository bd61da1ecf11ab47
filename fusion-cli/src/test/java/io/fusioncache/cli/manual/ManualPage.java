package io.fusioncache.cli.manual;

import java.util.Locale;

/** Writes a manual page in the man macros of roff. */
final class ManualPage {
    private final StringBuilder page = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param line what it is about, in a few words, for lists of pages
     */
    ManualPage(String name, int section, String version, String line) {
        page.append(".\\\" Made from the program's own tables; change those.\n");
        page.append(".TH \"%s\" \"%d\" \"\" \"Fusion %s\" \"Fusion\"\n"
                .formatted(escape(name).toUpperCase(Locale.ROOT), section, version));
        page.append(".nh\n.ad l\n");
        heading("Name");
        page.append(escape(name)).append(" \\- ").append(escape(line)).append('\n');
    }

    /** A heading; further text belongs to it. */
    ManualPage heading(String title) {
        page.append(".SH ").append(escape(title.toUpperCase(Locale.ROOT))).append('\n');
        return this;
    }

    /** A heading below the last one. */
    ManualPage subheading(String title) {
        page.append(".SS \"").append(escape(title)).append("\"\n");
        return this;
    }

    /** A paragraph. */
    ManualPage paragraph(String text) {
        page.append(".PP\n");
        lines(text);
        return this;
    }

    /** A line in bold that calls a program. */
    ManualPage synopsis(String text) {
        page.append(".PP\n\\fB").append(escape(text)).append("\\fR\n");
        return this;
    }

    /** A term, and what it means beside or below it. */
    ManualPage entry(String term, String text) {
        page.append(".TP\n\\fB").append(escape(term)).append("\\fR\n");
        lines(text);
        return this;
    }

    /** Lines as they are, in a fixed font. */
    ManualPage example(String text) {
        page.append(".PP\n.RS 4\n.nf\n");
        lines(text);
        page.append(".fi\n.RE\n");
        return this;
    }

    private void lines(String text) {
        text.strip().lines().forEach(line -> {
            // A dot or a quote at the beginning of a line would be a macro.
            page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "");
            page.append(escape(line)).append('\n');
        });
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("\"", "\\(dq")
                .replace("~", "\\(ti");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
