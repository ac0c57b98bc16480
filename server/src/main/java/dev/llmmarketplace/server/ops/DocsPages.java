package dev.llmmarketplace.server.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The documentation page and the files it consists of; everything comes from here, nothing from other hosts. */
public final class DocsPages {
    private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/";
    private static final String VIEWER_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "swagger-ui.css", "text/css; charset=utf-8",
            "favicon-32x32.png", "image/png",
            "docs.js", "text/javascript; charset=utf-8",
            "docs.css", "text/css; charset=utf-8");

    private DocsPages() {}

    /** One of the page's files. */
    public record File(String contentType, byte[] content) {}

    static byte[] page() {
        return resource("/docs/index.html");
    }

    /** The file of that name; empty when the page has none. */
    public static Optional<File> find(String name) {
        return Optional.ofNullable(CONTENT_TYPES.get(name)).map(type -> new File(type, resource(path(name))));
    }

    private static String path(String name) {
        return name.startsWith("docs.") ? "/docs/" + name : VIEWER + version() + "/" + name;
    }

    private static String version() {
        try (InputStream in = Objects.requireNonNull(DocsPages.class.getResourceAsStream(VIEWER_VERSION))) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = DocsPages.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, () -> "the program was built without " + path)
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
