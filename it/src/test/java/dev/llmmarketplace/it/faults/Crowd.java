package dev.llmmarketplace.it.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many connections that are made at once, on one thread. */
final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int HEAD = 12;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> members = new ArrayList<>();

    /** Begins all connections; {@link #awaitConnected} waits for them. */
    Crowd(URI address, int size) throws IOException {
        InetSocketAddress target = new InetSocketAddress(address.getHost(), address.getPort());
        for (int i = 0; i < size; i++) {
            SocketChannel member = SocketChannel.open();
            member.configureBlocking(false);
            members.add(member);
            member.connect(target);
            member.register(selector, SelectionKey.OP_CONNECT);
        }
    }

    /** How many stand; the others were refused or have not come about in good time. */
    int awaitConnected() throws IOException {
        return each(key -> {
            key.interestOps(0);
            return ((SocketChannel) key.channel()).finishConnect();
        });
    }

    /** Sends {@code request} on all; how many answers begin with {@code beginning}. */
    int ask(String request, String beginning) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        for (SocketChannel member : members) {
            member.write(ByteBuffer.wrap(bytes));
            member.register(selector, SelectionKey.OP_READ);
        }
        return each(key -> {
            key.interestOps(0);
            ByteBuffer head = ByteBuffer.allocate(HEAD);
            ((SocketChannel) key.channel()).read(head);
            return new String(head.array(), 0, head.position(), StandardCharsets.US_ASCII).equals(beginning);
        });
    }

    private interface Step {
        boolean succeeds(SelectionKey key) throws IOException;
    }

    /** Takes {@code step} once for each member as soon as it is ready; how often it succeeded. */
    private int each(Step step) throws IOException {
        int taken = 0;
        int successes = 0;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (taken < members.size() && System.nanoTime() - until < 0) {
            selector.select(Duration.ofSeconds(1).toMillis());
            for (SelectionKey key : selector.selectedKeys()) {
                taken++;
                try {
                    successes += step.succeeds(key) ? 1 : 0;
                } catch (IOException refused) {
                    key.cancel();
                }
            }
            selector.selectedKeys().clear();
        }
        return successes;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel member : members) {
            member.close();
        }
        selector.close();
    }
}
