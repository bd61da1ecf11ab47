package io.fusioncache.cli.shell;

import io.fusioncache.cli.render.AnswerKind;
import io.fusioncache.cli.render.Renderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Shows answers in the wanted format, with the pager when they are long. */
final class Answers {
    private final Screen screen;
    private final Preferences preferences;
    private final Pager pager;

    Answers(Screen screen, Preferences preferences, Pager pager) {
        this.screen = screen;
        this.preferences = preferences;
        this.pager = pager;
    }

    /** Shows answers that are no errors. */
    void show(List<String> answers) {
        byte[] text = rendered(answers);
        long lines = count(text);
        boolean tooLong = preferences.pager() && screen.rows() > 0 && lines >= screen.rows();
        if (!tooLong || !pager.show(text)) {
            screen.write(text);
        }
    }

    /** The answers as they are shown. */
    byte[] rendered(List<String> answers) {
        Renderer renderer = Renderer.of(preferences.format(), screen.isColoured());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (String answer : answers) {
                if (!answer.isEmpty()) {
                    renderer.render(answer, out);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory can't fail to be written", e);
        }
        return out.toByteArray();
    }

    private static long count(byte[] text) {
        long lines = 0;
        for (byte octet : text) {
            lines += octet == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** What an answer means. */
    static AnswerKind kind(String answer, boolean isJson) {
        return isJson ? AnswerKind.ofQuery(answer) : AnswerKind.ofCommand(answer);
    }
}
