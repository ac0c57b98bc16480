package dev.llmmarketplace.gateway.fake;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A provider of {@code acme.Echo}, which says everything back. Its trailers report ten tokens in and three out. */
public final class GrpcProvider implements AutoCloseable {
    public static final Metadata.Key<String> COLOUR = Metadata.Key.of("x-colour", Metadata.ASCII_STRING_MARSHALLER);

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    public static final MethodDescriptor<byte[], byte[]> UNARY = method(MethodType.UNARY, "Once");
    public static final MethodDescriptor<byte[], byte[]> SERVER_STREAM = method(MethodType.SERVER_STREAMING, "Thrice");
    public static final MethodDescriptor<byte[], byte[]> CLIENT_STREAM =
            method(MethodType.CLIENT_STREAMING, "Together");
    public static final MethodDescriptor<byte[], byte[]> BOTH = method(MethodType.BIDI_STREAMING, "Each");
    public static final MethodDescriptor<byte[], byte[]> FAILING = method(MethodType.UNARY, "Fails");
    public static final MethodDescriptor<byte[], byte[]> SILENT = method(MethodType.UNARY, "Silent");

    public final List<Metadata> received = new CopyOnWriteArrayList<>();
    public final AtomicBoolean cancelled = new AtomicBoolean();
    private final String scheme;
    private final Server server;

    public GrpcProvider() {
        this(null);
    }

    /** @param identity what it shows of itself by TLS; null for none */
    public GrpcProvider(@Nullable X509Bundle identity) {
        scheme = identity == null ? "http" : "https";
        ServerServiceDefinition echo = ServerServiceDefinition.builder("acme.Echo")
                .addMethod(UNARY, ServerCalls.asyncUnaryCall(GrpcProvider::once))
                .addMethod(SERVER_STREAM, ServerCalls.asyncServerStreamingCall(GrpcProvider::thrice))
                .addMethod(CLIENT_STREAM, ServerCalls.asyncClientStreamingCall(Together::new))
                .addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(Each::new))
                .addMethod(
                        FAILING,
                        ServerCalls.asyncUnaryCall((_, answer) -> answer.onError(Status.FAILED_PRECONDITION
                                .withDescription("not today, 100 %")
                                .asRuntimeException())))
                .addMethod(
                        SILENT,
                        ServerCalls.asyncUnaryCall((_, answer) -> ((ServerCallStreamObserver<byte[]>) answer)
                                .setOnCancelHandler(() -> cancelled.set(true))))
                .build();
        try {
            NettyServerBuilder building = NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(ServerInterceptors.intercept(echo, new Reporting()));
            if (identity != null) {
                building.useTransportSecurity(
                        stream(identity.getCertificatePathPEM()), stream(identity.getPrivateKeyPEM()));
            }
            server = building.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
        return MethodDescriptor.newBuilder(BYTES, BYTES)
                .setType(type)
                .setFullMethodName("acme.Echo/" + name)
                .build();
    }

    private static void once(byte[] asked, StreamObserver<byte[]> answer) {
        answer.onNext(asked);
        answer.onCompleted();
    }

    private static void thrice(byte[] asked, StreamObserver<byte[]> answer) {
        answer.onNext(asked);
        answer.onNext(asked);
        once(asked, answer);
    }

    /** Answers each message at once. */
    private record Each(StreamObserver<byte[]> answer) implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] message) {
            answer.onNext(message);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
            answer.onCompleted();
        }
    }

    /** Answers with how many bytes came. */
    private static final class Together implements StreamObserver<byte[]> {
        private final StreamObserver<byte[]> answer;
        private int length;

        Together(StreamObserver<byte[]> answer) {
            this.answer = answer;
        }

        @Override
        public void onNext(byte[] message) {
            length += message.length;
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
            once(Integer.toString(length).getBytes(StandardCharsets.US_ASCII), answer);
        }
    }

    private final class Reporting implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            received.add(headers);
            return next.startCall(
                    new SimpleForwardingServerCall<A, B>(call) {
                        @Override
                        public void sendHeaders(Metadata answered) {
                            answered.put(COLOUR, "green");
                            super.sendHeaders(answered);
                        }

                        @Override
                        public void close(Status status, Metadata trailers) {
                            trailers.put(key("x-usage-input-tokens"), "10");
                            trailers.put(key("x-usage-output-tokens"), "3");
                            super.close(status, trailers);
                        }
                    },
                    headers);
        }
    }

    public static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    public String url() {
        return scheme + "://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
