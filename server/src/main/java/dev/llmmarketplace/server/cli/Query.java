package dev.llmmarketplace.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an address together from a path and its parameters; those that were not given are left out. */
final class Query {
    private final StringBuilder address;
    private char separator = '?';

    Query(String path) {
        address = new StringBuilder(path);
    }

    /** {@code text} as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Query with(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            address.append(separator).append(name).append('=').append(segment(value.toString()));
            separator = '&';
        }
        return this;
    }

    Query withAll(String name, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(value -> with(name, value));
        }
        return this;
    }

    Query withFlag(String name, boolean set) {
        return set ? with(name, "true") : this;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
