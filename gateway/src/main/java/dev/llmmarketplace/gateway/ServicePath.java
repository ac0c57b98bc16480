package dev.llmmarketplace.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The address by which a service is called whatever its shape: {@code /api/v1/services/{id}/invoke}, where {@code id} is
 * the service's id or {@code provider%2Fservice}, and {@code /api/v1/services/by-name/{provider}/{service}/invoke}. Behind
 * either may stand {@code @version}.
 */
final class ServicePath {
    private static final String BEFORE = "/api/v1/services/";
    private static final String BY_NAME = "by-name/";
    private static final String BEHIND = "/invoke";

    private ServicePath() {}

    /** What stands there for the service, decoded; null when the path is another one. */
    static @Nullable String service(String path) {
        if (!path.startsWith(BEFORE) || !path.endsWith(BEHIND) || path.length() <= BEFORE.length() + BEHIND.length()) {
            return null;
        }
        String between = path.substring(BEFORE.length(), path.length() - BEHIND.length());
        boolean named = between.startsWith(BY_NAME);
        String service = named ? between.substring(BY_NAME.length()) : between;
        int slash = service.indexOf('/');
        boolean fits = named ? slash > 0 && service.indexOf('/', slash + 1) < 0 : slash < 0;
        return fits ? decoded(service) : null;
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
