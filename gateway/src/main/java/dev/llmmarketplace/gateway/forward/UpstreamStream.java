package dev.llmmarketplace.gateway.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * One stream of an HTTP/2 connection, for one exchange. A stream that the provider refused, or that it left behind when it
 * said that it goes away, was not looked at (RFC 9113, 8.7): its request is sent once more on another connection.
 */
final class UpstreamStream extends Carrier {
    private static final UpstreamFailure REFUSED = new UpstreamFailure(
            UpstreamFailure.Kind.UNREACHABLE, "The provider refused the request before it looked at it.");
    private static final UpstreamFailure BROKEN = new UpstreamFailure(
            UpstreamFailure.Kind.BROKEN, "The provider ended the stream before its answer was complete.");

    private final Http2Connection connection;
    private final long begunAt = System.nanoTime();
    private boolean refused;

    UpstreamStream(Upstreams upstreams, Http2Connection connection, Channel channel) {
        super(upstreams, channel, Http2Form.INSTANCE);
        this.connection = connection;
    }

    /** The request is kept until it is answered: it may have to be sent again. */
    @Override
    public void sent() {}

    @Override
    void timedOut() {
        connection.silentSince(begunAt);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            Exchange current = exchange();
            if (current != null) {
                read(current, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Exchange current, Object frame) {
        boolean last = false;
        if (frame instanceof Http2HeadersFrame headers) {
            last = headers.isEndStream();
            if (answered()) {
                tell(current, headers.headers(), true);
            } else {
                head(current, headers.headers(), last);
            }
        } else if (frame instanceof Http2DataFrame data) {
            last = data.isEndStream();
            collect(data.content());
        }
        if (last && exchange() != null) {
            complete(current);
        }
    }

    private void head(Exchange current, Http2Headers headers, boolean last) {
        int status = AnswerHead.status(headers);
        if (status < 100 || last && status < 200) {
            broken();
        } else if (HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL) {
            current.sent();
            head(current, AnswerHead.of(status, headers));
            tell(current, headers, last);
        }
    }

    private static void tell(Exchange current, Http2Headers headers, boolean trailing) {
        if (current.open()) {
            List<String> fields = new ArrayList<>(2 * headers.size());
            headers.forEach(field -> {
                fields.add(field.getKey().toString());
                fields.add(field.getValue().toString());
            });
            current.fields(fields, trailing);
        }
    }

    /** An answer may be whole before the request is. */
    @Override
    void leave(Exchange last) {
        if (!writer.sent()) {
            close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset) {
            refused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
            close();
        } else if (event instanceof Http2GoAwayFrame) {
            refused = true; // told only to streams behind the last one that the provider looks at
            close();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Exchange current = release();
        if (current == null) {
            return;
        }
        if (refused && !answered() && !writer.pieces() && current.mayRetry()) {
            connection.leave();
            upstreams.begin(current);
        } else {
            breakOff(current, refused && !answered() ? REFUSED : BROKEN);
        }
    }
}
