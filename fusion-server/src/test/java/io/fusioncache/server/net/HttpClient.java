package io.fusioncache.server.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends whatever a test wants as HTTP/1.1, and reads the answers. */
public final class HttpClient extends TestSocket {
    /** An answer. */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** A header's value; empty when there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    public HttpClient(int port) {
        super(port, 0);
    }

    /** Sends a query. */
    public Answer post(String body) {
        return send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** Asks for a path. */
    public Answer get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** Sends bytes and reads the answer. */
    public Answer send(String request) {
        write(request);
        return read();
    }

    public void write(String request, byte... more) {
        byte[] first = request.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        sendBytes(all);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!headers.containsKey("transfer-encoding")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = Integer.parseInt(line(), 16);
        while (length > 0) {
            body.writeBytes(in.readNBytes(length));
            line();
            length = Integer.parseInt(line(), 16);
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\r\n") < 0) {
            line.append((char) in.readUnsignedByte());
        }
        return line.toString().strip();
    }

    /** Reads an answer; its body must have a length or come in chunks. */
    public Answer read() {
        return read(true);
    }

    /** Reads an answer that has no body, whatever its header says. */
    public Answer readHead() {
        return read(false);
    }

    private Answer read(boolean withBody) {
        try {
            String[] lines = head().split("\r\n", -1);
            Map<String, String> headers = new TreeMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                if (colon > 0) {
                    headers.put(
                            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                            lines[i].substring(colon + 1).strip());
                }
            }
            byte[] body = withBody ? body(headers) : new byte[0];
            return new Answer(
                    Integer.parseInt(lines[0].split(" ", -1)[1]), headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
