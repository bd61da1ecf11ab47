package io.fusioncache.cli.render;

import io.fusioncache.cli.json.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The bytes of a string, and of one that came as {@code {"_b64":"..."}} because it is no text. Anything else as it is;
 * nil is nothing.
 */
final class RawRenderer implements Renderer {
    @Override
    public void render(String answer, OutputStream out) throws IOException {
        out.write(bytes(answer));
        out.write('\n');
    }

    private static byte[] bytes(String answer) {
        boolean mayDiffer = answer.startsWith("\"") || answer.startsWith("{\"_b64\"") || answer.equals("null");
        JsonTree tree = mayDiffer ? JsonTree.parse(answer) : null;
        if (tree instanceof JsonTree.Nil) {
            return new byte[0];
        }
        if (tree instanceof JsonTree.Text text) {
            return text.value().getBytes(StandardCharsets.UTF_8);
        }
        if (tree instanceof JsonTree.Members members
                && members.values().size() == 1
                && members.values().get("_b64") instanceof JsonTree.Text encoded) {
            return Base64.getDecoder().decode(encoded.value());
        }
        return answer.getBytes(StandardCharsets.UTF_8);
    }
}
