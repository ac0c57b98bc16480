package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.kernel.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a setting's text becomes its value.
 *
 * @param form what is allowed, in words
 * @param parser empty when the text is not of that form
 */
record Reading<T>(String form, Function<String, Optional<T>> parser) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern HEADER = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]*");
    private static final Set<String> CREDENTIAL_HEADERS = Set.of(
            "authorization", "x-api-key", "api-key", "cookie", "set-cookie", "proxy-authorization", "idempotency-key");
    private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");
    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");

    static Reading<String> text() {
        return new Reading<>("text", Optional::of);
    }

    static Reading<String> text(String form, Predicate<String> allowed) {
        return new Reading<>(form, text -> Optional.of(text).filter(allowed));
    }

    static Reading<Secret> secret() {
        return new Reading<>(
                "text",
                text -> Optional.of(text).filter(some -> !some.isEmpty()).map(Secret::new));
    }

    /** Headers to send, by name in lower case; values are percent-decoded, as in {@code OTEL_EXPORTER_OTLP_HEADERS}. */
    static Reading<Map<String, Secret>> headers() {
        return new Reading<>("name=value, separated by commas, or nothing", text -> {
            Map<String, Secret> headers = new LinkedHashMap<>();
            for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
                int equals = pair.indexOf('=');
                String name = pair.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT);
                String value = decoded(pair.substring(equals + 1).strip());
                if (!HEADER.matcher(name).matches()
                        || value.isEmpty()
                        || !HEADER_VALUE.matcher(value).matches()) {
                    return Optional.empty();
                }
                headers.put(name, new Secret(value));
            }
            return Optional.of(Collections.unmodifiableMap(headers));
        });
    }

    /** Empty when it cannot be. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Empty when the text is; {@code reading} must not take that for a value. */
    static <T> Reading<Optional<T>> optional(Reading<T> reading) {
        return new Reading<>(reading.form() + " or nothing", text -> {
            Optional<T> value = reading.parser().apply(text);
            return text.isEmpty() || value.isPresent() ? Optional.of(value) : Optional.empty();
        });
    }

    /** Scheme, host and port of a web site. */
    static Reading<URI> origin() {
        return new Reading<>(
                "an address such as https://marketplace.example.com",
                text -> Optional.of(text)
                        .filter(some -> !some.isEmpty() && isHttpUrl(some))
                        .map(URI::create)
                        .filter(url ->
                                (url.getRawPath() + Objects.requireNonNullElse(url.getRawQuery(), "")).isEmpty()));
    }

    static Reading<Integer> integer(int min, int max) {
        return new Reading<>(
                "a whole number from " + min + " to " + max,
                text -> Optional.of(text)
                        .filter(some -> INTEGER.matcher(some).matches())
                        .map(Integer::valueOf)
                        .filter(number -> number >= min && number <= max));
    }

    /** A share of one, with six decimals at the most. */
    static Reading<Double> share() {
        return new Reading<>(
                "a number from 0 to 1, for example 0.4",
                text -> Optional.of(text)
                        .filter(some -> SHARE.matcher(some).matches())
                        .map(Double::valueOf));
    }

    static Reading<Duration> duration(Duration min, Duration max) {
        return new Reading<>(
                "a duration such as 500ms, 30s, 15m, 12h or 90d, from " + show(min) + " to " + show(max),
                text -> parseDuration(text).filter(some -> some.compareTo(min) >= 0 && some.compareTo(max) <= 0));
    }

    static Reading<Path> path() {
        return new Reading<>("a path", text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                String home = System.getProperty("user.home");
                return Optional.of(Path.of(text.replaceFirst("^~(?=/|$)", Matcher.quoteReplacement(home)))
                        .toAbsolutePath()
                        .normalize());
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    static <E extends Enum<E>> Reading<E> choice(Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> wireName(constant.name()))
                .toList();
        return new Reading<>(
                "one of " + String.join(", ", names),
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> wireName(constant.name()).equals(text))
                        .findFirst());
    }

    /** Of a form that is checked for each, separated by commas. */
    static Reading<List<String>> list(String form, Predicate<String> allowed) {
        return new Reading<>(
                "a list, separated by commas, of " + form,
                text -> Optional.of(Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(item -> !item.isEmpty())
                                .toList())
                        .filter(items -> items.stream().allMatch(allowed)));
    }

    /** {@code 90d} for ninety days. */
    static String show(Duration duration) {
        if (duration.isPositive() && duration.toMillis() % 86_400_000 == 0) {
            return duration.toDays() + "d";
        }
        if (duration.toMillis() % 3_600_000 == 0) {
            return duration.toHours() + "h";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    static boolean isDatabaseUrl(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            return text.startsWith("jdbc:postgresql://")
                    && URI.create(text.substring("jdbc:".length())).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isHttpUrl(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            URI url = URI.create(text);
            return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isRole(String name) {
        return Arrays.stream(Role.values()).anyMatch(role -> role.wireName().equals(name));
    }

    /** True for a header that may be logged: none that holds a credential. */
    static boolean isShowableHeader(String name) {
        return HEADER.matcher(name).matches() && !CREDENTIAL_HEADERS.contains(name);
    }

    private static String wireName(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
