package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.regex.Pattern;

/**
 * The address of a service, written {@code provider/service}.
 *
 * @param provider slug of the publishing organisation, see {@link #SLUG}
 * @param service slug of the service within its provider; may also hold {@code . _ : @} inside, as model names do
 */
public record ServiceName(String provider, String service) implements Comparable<ServiceName> {
    /** Lower-case letters, digits and inner dashes, 1..63 characters. */
    public static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** As a slug, with inner dots, underscores and colons, 1..255 characters. */
    public static final Pattern SERVICE = Pattern.compile("[a-z0-9](?:[a-z0-9._:-]{0,253}[a-z0-9])?");

    public ServiceName {
        require(SLUG, "provider", provider, "lower-case letters, digits and inner dashes, at most 63");
        require(SERVICE, "name", service, "lower-case letters, digits and inner . _ : -, at most 255");
    }

    /** Reads {@code provider/service}. */
    public static ServiceName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new ProblemException(Problem.invalid(
                    "name",
                    "provider/service",
                    "was '" + text + "'",
                    "Write the provider's slug, a slash, the service."));
        }
        return new ServiceName(text.substring(0, slash), text.substring(slash + 1));
    }

    private static void require(Pattern pattern, String field, String value, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw new ProblemException(
                    Problem.invalid(field, rule, "was '" + value + "'", "Rename it, for example 'my-service'."));
        }
    }

    @Override
    public int compareTo(ServiceName other) {
        int byProvider = provider.compareTo(other.provider);
        return byProvider != 0 ? byProvider : service.compareTo(other.service);
    }

    @Override
    public String toString() {
        return provider + "/" + service;
    }
}
