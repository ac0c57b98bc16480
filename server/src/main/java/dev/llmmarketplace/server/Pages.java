package dev.llmmarketplace.server;

import dev.llmmarketplace.server.ops.DocsPages;
import dev.llmmarketplace.server.ops.ErrorsPage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is no API: the portal's files, its pages (one file, which reads the address itself), the documentation's
 * files. Files whose names hold a digest of their content may be kept for ever, others are asked for anew.
 */
final class Pages {
    private static final String PORTAL = "/portal";
    private static final String DOCS_FILES = "/docs/assets/";
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    /** Found once, kept: the portal is small. */
    private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

    void serve(RoutingContext routing) {
        String path = routing.normalizedPath();
        HttpMethod method = routing.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD) || path.startsWith("/api/")) {
            routing.next();
        } else if (path.equals("/docs/errors")) {
            send(routing, "text/html; charset=utf-8", ErrorsPage.html(), false);
        } else if (path.startsWith(DOCS_FILES)) {
            DocsPages.find(path.substring(DOCS_FILES.length()))
                    .ifPresentOrElse(file -> send(routing, file.contentType(), file.content(), true), routing::next);
        } else {
            servePortal(routing, path);
        }
    }

    private void servePortal(RoutingContext routing, String path) {
        @Nullable String type = CONTENT_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        Optional<byte[]> file = type == null ? Optional.empty() : file(path);
        if (file.isPresent()) {
            send(routing, String.valueOf(type), file.get(), path.startsWith("/assets/"));
            return;
        }
        boolean page = type == null && accepts(routing, "text/html");
        Optional<byte[]> index = page ? file("/index.html") : Optional.empty();
        index.ifPresentOrElse(content -> send(routing, "text/html; charset=utf-8", content, false), routing::next);
    }

    private Optional<byte[]> file(String path) {
        Optional<byte[]> known = files.get(path);
        if (known != null) {
            return known;
        }
        Optional<byte[]> found = path.contains("..") ? Optional.empty() : read(PORTAL + path);
        if (found.isPresent()) {
            files.put(path, found); // what is missing is not remembered: strangers could ask for anything
        }
        return found;
    }

    private static Optional<byte[]> read(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(RoutingContext routing, String type) {
        String accepted = routing.request().getHeader("accept");
        return accepted != null && accepted.contains(type);
    }

    private static void send(RoutingContext routing, String type, byte[] content, boolean unchanging) {
        routing.response()
                .putHeader("content-type", type)
                .putHeader("cache-control", unchanging ? "public, max-age=31536000, immutable" : "no-cache")
                .end(Buffer.buffer(content));
    }
}
