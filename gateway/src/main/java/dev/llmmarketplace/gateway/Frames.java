package dev.llmmarketplace.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/** Frames of messages as both sides' libraries have them: the bytes stay as they are, also where they cut a character. */
final class Frames {
    private Frames() {}

    /** Null for one that belongs to no message. */
    static @Nullable WebSocketFrame toProvider(io.vertx.core.http.WebSocketFrame frame) {
        return switch (frame.type()) {
            case TEXT -> new TextWebSocketFrame(frame.isFinal(), 0, bytes(frame.binaryData()));
            case BINARY -> new BinaryWebSocketFrame(frame.isFinal(), 0, bytes(frame.binaryData()));
            case CONTINUATION -> new ContinuationWebSocketFrame(frame.isFinal(), 0, bytes(frame.binaryData()));
            case PING, PONG, CLOSE -> null;
        };
    }

    private static ByteBuf bytes(Buffer buffer) {
        return ((BufferInternal) buffer).getByteBuf();
    }

    static io.vertx.core.http.WebSocketFrame toCaller(WebSocketFrame frame, byte[] bytes) {
        WebSocketFrameType type = switch (frame) {
            case TextWebSocketFrame _ -> WebSocketFrameType.TEXT;
            case ContinuationWebSocketFrame _ -> WebSocketFrameType.CONTINUATION;
            default -> WebSocketFrameType.BINARY;
        };
        return new WebSocketFrameImpl(type, Unpooled.wrappedBuffer(bytes), frame.isFinalFragment());
    }
}
