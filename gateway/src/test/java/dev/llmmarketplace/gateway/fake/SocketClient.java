package dev.llmmarketplace.gateway.fake;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket client with what it hears kept for a test. */
public final class SocketClient implements WebSocket.Listener {
    /** How a socket ended: a code, or none when the connection broke. */
    public record End(int code, String reason) {}

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> binaries = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        binaries.add(data.remaining());
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end.complete(new End(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end.complete(new End(-1, String.valueOf(error)));
    }

    /** The next text message. */
    public String text() throws InterruptedException {
        String next = texts.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message came");
        }
        return next;
    }

    /** Waits for so many bytes of binary messages. */
    public long binaryBytes(long wanted) throws InterruptedException {
        long got = 0;
        while (got < wanted) {
            Integer next = binaries.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                return got;
            }
            got += next;
        }
        return got;
    }

    public End end() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
