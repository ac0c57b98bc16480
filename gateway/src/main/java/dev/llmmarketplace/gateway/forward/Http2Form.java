package dev.llmmarketplace.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Frames of a stream of its own. The head is prepared as lines of HTTP/1.1 and taken apart here. */
final class Http2Form implements RequestForm {
    static final Http2Form INSTANCE = new Http2Form();

    private static final String END_OF_LINE = "\r\n";

    private Http2Form() {}

    @Override
    public ChannelFuture whole(Channel channel, UpstreamRequest request) {
        int length = request.body().length();
        if (length == 0) {
            return channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers(request), true));
        }
        var _ = head(channel, request);
        ByteBuf body = channel.alloc().directBuffer(length);
        request.body().writeTo(body);
        return channel.writeAndFlush(piece(body, true));
    }

    @Override
    public ChannelFuture head(Channel channel, UpstreamRequest request) {
        return channel.write(new DefaultHttp2HeadersFrame(headers(request), false));
    }

    @Override
    public Object piece(ByteBuf bytes, boolean last) {
        return new DefaultHttp2DataFrame(bytes, last);
    }

    private static Http2Headers headers(UpstreamRequest request) {
        String head = new String(request.head().bytes(), StandardCharsets.ISO_8859_1);
        int endOfLine = head.indexOf(END_OF_LINE);
        int target = head.indexOf(' ') + 1;
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method(head.substring(0, target - 1))
                .path(head.substring(target, head.indexOf(' ', target)))
                .scheme(request.origin().secure() ? "https" : "http");
        add(headers, head, endOfLine + END_OF_LINE.length());
        add(headers, request.headers(), 0);
        if (!request.open() && request.body().length() > 0) {
            headers.addInt(HttpHeaderNames.CONTENT_LENGTH, request.body().length());
        }
        return headers;
    }

    /** @param lines each with its end */
    private static void add(Http2Headers headers, String lines, int first) {
        int from = first;
        while (from < lines.length()) {
            int end = lines.indexOf(END_OF_LINE, from);
            int colon = lines.indexOf(':', from);
            String name = lines.substring(from, colon).toLowerCase(Locale.ROOT);
            String value = lines.substring(colon + 1, end).strip();
            if (name.equals("host")) {
                headers.authority(value);
            } else {
                headers.add(name, value);
            }
            from = end + END_OF_LINE.length();
        }
    }
}
