package dev.llmmarketplace.server.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: what he shows, and from where.
 *
 * @param authorization null when missing
 * @param apiKey null when missing
 * @param address as numbers; empty when it is not known
 */
record Visitor(@Nullable String authorization, @Nullable String apiKey, String address) {
    private static final Context.Key<Visitor> PRESENT = Context.key("visitor");
    private static final Metadata.Key<String> AUTHORIZATION = text("authorization");
    private static final Metadata.Key<String> API_KEY = text("x-api-key");

    private static Metadata.Key<String> text(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** Of the present call. */
    static Visitor present() {
        return PRESENT.get();
    }

    /** Takes down who calls. */
    static final class Noting implements ServerInterceptor {
        @Override
        public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
            String address = remote instanceof InetSocketAddress inet && inet.getAddress() != null
                    ? inet.getAddress().getHostAddress()
                    : "";
            Visitor visitor = new Visitor(headers.get(AUTHORIZATION), headers.get(API_KEY), address);
            return Contexts.interceptCall(Context.current().withValue(PRESENT, visitor), call, headers, next);
        }
    }
}
