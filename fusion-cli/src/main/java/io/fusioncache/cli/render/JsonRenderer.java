package io.fusioncache.cli.render;

import io.fusioncache.cli.json.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One compact document a line. A status such as {@code OK} becomes a string, so that every line is JSON. */
final class JsonRenderer implements Renderer {
    @Override
    public void render(String answer, OutputStream out) throws IOException {
        out.write(line(answer).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private static String line(String answer) {
        if (!answer.isEmpty() && Character.isUpperCase(answer.charAt(0))) {
            return JsonPrinter.quote(answer); // No JSON begins so: a status.
        }
        // What the server writes is compact already, and then it is passed on as it is.
        boolean oneLine = answer.indexOf('\n') < 0 && answer.indexOf('\r') < 0;
        if (oneLine && answer.startsWith("{\"")) {
            return answer;
        }
        JsonTree tree = JsonTree.parse(answer);
        if (tree == null) {
            return JsonPrinter.quote(answer);
        }
        return oneLine ? answer : JsonPrinter.compact(tree);
    }
}
