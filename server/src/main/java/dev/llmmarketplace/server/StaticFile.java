package dev.llmmarketplace.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A file as browsers get it, compressed once: text shrinks to a third, and a first visit waits for the network only. */
final class StaticFile {
    private final String contentType;
    private final Buffer content;
    private final Buffer compressed;

    StaticFile(String contentType, byte[] content) {
        this.contentType = contentType;
        this.content = Buffer.buffer(content);
        this.compressed = Buffer.buffer(gzip(content));
    }

    /** @param unchanging true where another content would have another name; all else is asked for anew */
    void send(HttpServerRequest request, boolean unchanging) {
        HttpServerResponse response = request.response();
        response.putHeader("content-type", contentType)
                .putHeader("cache-control", unchanging ? "public, max-age=31536000, immutable" : "no-cache")
                .putHeader("vary", "accept-encoding");
        if (compressed.length() < content.length() && takesGzip(request)) {
            response.putHeader("content-encoding", "gzip").end(compressed);
        } else {
            response.end(content);
        }
    }

    private static boolean takesGzip(HttpServerRequest request) {
        String accepted = request.getHeader("accept-encoding");
        return accepted != null && accepted.contains("gzip");
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
