package dev.llmmarketplace.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** What a version of HTTP makes of a request. Stateless. */
interface RequestForm {
    /** Writes and flushes head and body at once; done with the last of it. */
    ChannelFuture whole(Channel channel, UpstreamRequest request);

    /** Writes the head; pieces of the body follow. */
    ChannelFuture head(Channel channel, UpstreamRequest request);

    /** What is written for a piece, which is taken over. */
    Object piece(ByteBuf bytes, boolean last);
}
