import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Fusion's HTTP and WebSocket interfaces are measured against: a plain Undertow that reads each request to its end
 * and answers always the same bytes, without looking at what was asked. {@code /} is HTTP, {@code /ws} is WebSocket.
 *
 * <p>Run from source with the server's libraries on the class path; {@code network.sh} does.
 */
final class UndertowPeer {
    private UndertowPeer() {}

    /**
     * Serves until it is stopped.
     *
     * @param arguments the port, the number of network threads, and a file with the answer
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        byte[] answer = Files.readAllBytes(Path.of(arguments[2]));
        String text = new String(answer, StandardCharsets.UTF_8);
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setByteBufferPool(new DefaultByteBufferPool(true, 16364, 1024, 8))
                .setIoThreads(threads)
                .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
                .setHandler(Handlers.path(exchange -> http(exchange, answer))
                        .addExactPath("/ws", Handlers.websocket((exchange, channel) -> {
                            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                                @Override
                                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                                    message.getData();
                                    WebSockets.sendText(text, from, null);
                                }
                            });
                            channel.resumeReceives();
                        })))
                .build()
                .start();
        System.out.println("ready");
    }

    private static void http(HttpServerExchange exchange, byte[] answer) {
        exchange.getRequestReceiver().receiveFullBytes((whole, body) -> {
            whole.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
            whole.getResponseSender().send(ByteBuffer.wrap(answer));
        });
    }
}
