package dev.llmmarketplace.gateway;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which metadata goes on, and which is between two of us only. */
final class GrpcMetadata {
    private static final String OURS = "x-marketplace-";
    private static final Set<String> KEPT_FROM_PROVIDER = Set.of(
            "authorization",
            "x-api-key",
            "host",
            "connection",
            "te",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "cookie",
            "forwarded",
            "x-forwarded-for",
            "x-real-ip",
            "x-request-id",
            "user-agent",
            "grpc-timeout");
    private static final Set<String> KEPT_FROM_CALLER = Set.of(
            "connection",
            "content-length",
            "transfer-encoding",
            "keep-alive",
            "server",
            "set-cookie",
            "alt-svc",
            "x-request-id");

    private GrpcMetadata() {}

    /** Lines for the provider. */
    static void forward(StringBuilder lines, MultiMap headers) {
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.startsWith(":") && !name.startsWith(OURS) && !KEPT_FROM_PROVIDER.contains(name)) {
                lines.append(name).append(": ").append(header.getValue()).append("\r\n");
            }
        }
    }

    /** @param fields names and values in turn, as the provider sent them */
    static void answer(MultiMap to, List<String> fields) {
        for (int i = 0; i < fields.size(); i += 2) {
            String name = fields.get(i);
            if (!name.startsWith(":") && !name.startsWith(OURS) && !KEPT_FROM_CALLER.contains(name)) {
                to.add(name, fields.get(i + 1));
            }
        }
    }

    /** The first value of that name; empty when there is none. */
    static String find(List<String> fields, String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals(name)) {
                return fields.get(i + 1);
            }
        }
        return "";
    }
}
