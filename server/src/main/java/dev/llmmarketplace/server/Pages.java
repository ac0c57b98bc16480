package dev.llmmarketplace.server;

import dev.llmmarketplace.server.ops.DocsPages;
import dev.llmmarketplace.server.ops.ErrorsPage;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is no API: the portal's files, its pages (one file, which reads the address itself), the documentation's
 * files. Files whose names hold a digest of their content may be kept for ever, others are asked for anew.
 */
final class Pages {
    private static final String PORTAL = "/portal";
    private static final String SERVICE_PAGES = "/services/";
    private static final String DOCS_FILES = "/docs/assets/";
    private static final String RULES = "/docs/rules";
    private static final String HTML_TYPE = "text/html";
    private static final String HTML = HTML_TYPE + "; charset=utf-8";
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", HTML,
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    /** Found once, kept: they are few and small. */
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    void serve(RoutingContext routing) {
        String path = routing.normalizedPath();
        HttpMethod method = routing.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD) || path.startsWith("/api/")) {
            routing.next();
        } else if (path.equals("/docs/errors")) {
            new StaticFile(HTML, ErrorsPage.html()).send(routing.request(), false);
        } else if (path.equals(RULES) || path.startsWith(RULES + "/")) {
            rulePage(path).ifPresentOrElse(file -> file.send(routing.request(), false), routing::next);
        } else if (path.startsWith(DOCS_FILES)) {
            docsFile(path).ifPresentOrElse(file -> file.send(routing.request(), true), routing::next);
        } else {
            servePortal(routing, path);
        }
    }

    private void servePortal(RoutingContext routing, String path) {
        @Nullable String type = CONTENT_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        Optional<StaticFile> file = type == null ? Optional.empty() : portalFile(path, type);
        if (file.isPresent()) {
            file.get().send(routing.request(), path.startsWith("/assets/"));
            return;
        }
        Optional<StaticFile> index = isPage(routing, path, type) ? portalFile("/index.html", HTML) : Optional.empty();
        index.ifPresentOrElse(content -> content.send(routing.request(), false), routing::next);
    }

    private Optional<StaticFile> portalFile(String path, String type) {
        return path.contains("..") ? Optional.empty() : file(path, () -> read(PORTAL + path, type));
    }

    private Optional<StaticFile> rulePage(String path) {
        String resource =
                path.equals(RULES) ? "/rules/README.md" : "/rules/" + path.substring(RULES.length() + 1) + ".md";
        return resource.contains("..")
                ? Optional.empty()
                : file(path, () -> read(resource, "text/plain; charset=utf-8"));
    }

    private Optional<StaticFile> docsFile(String path) {
        return file(
                path,
                () -> DocsPages.find(path.substring(DOCS_FILES.length()))
                        .map(found -> new StaticFile(found.contentType(), found.content())));
    }

    private Optional<StaticFile> file(String path, Supplier<Optional<StaticFile>> reader) {
        StaticFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StaticFile> found = reader.get();
        found.ifPresent(file -> files.put(path, file)); // what is missing is not kept: strangers could ask for anything
        return found;
    }

    private static Optional<StaticFile> read(String resource, String type) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new StaticFile(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The first page and those of services are pages for whoever asks, also for programs that name no type; elsewhere a
     * program gets its problem document.
     */
    private static boolean isPage(RoutingContext routing, String path, @Nullable String type) {
        if (path.equals("/") || path.startsWith(SERVICE_PAGES)) { // the name of a service may end like that of a file
            return true;
        }
        String accepted = routing.request().getHeader("accept");
        return type == null && accepted != null && accepted.contains(HTML_TYPE);
    }
}
