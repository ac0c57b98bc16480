package dev.llmmarketplace.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;

/** Bytes, as they are prepared. */
final class Http1Form implements RequestForm {
    static final Http1Form INSTANCE = new Http1Form();

    private static final int OTHER_HEADERS = 64;
    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Http1Form() {}

    @Override
    public ChannelFuture whole(Channel channel, UpstreamRequest request) {
        ByteBuf out = head(channel, request, request.body().length());
        request.body().writeTo(out);
        return channel.writeAndFlush(out);
    }

    @Override
    public ChannelFuture head(Channel channel, UpstreamRequest request) {
        return channel.write(head(channel, request, 0));
    }

    @Override
    public Object piece(ByteBuf bytes, boolean last) {
        return bytes;
    }

    private static ByteBuf head(Channel channel, UpstreamRequest request, int roomForBody) {
        byte[] prepared = request.head().bytes();
        String headers = request.headers();
        ByteBuf out = channel.alloc().directBuffer(prepared.length + headers.length() + OTHER_HEADERS + roomForBody);
        out.writeBytes(prepared).writeCharSequence(headers, StandardCharsets.ISO_8859_1);
        out.writeBytes(CONTENT_LENGTH);
        out.writeCharSequence(Integer.toString(request.body().length()), StandardCharsets.US_ASCII);
        return out.writeBytes(END_OF_HEAD);
    }
}
