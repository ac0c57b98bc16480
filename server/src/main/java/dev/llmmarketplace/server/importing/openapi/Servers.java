package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses that calls go to. Those for trying things out are left out; the first is asked first. */
final class Servers {
    private static final int MOST = 16;
    private static final int LONGEST = 2000;
    private static final Pattern TRIAL =
            Pattern.compile("sandbox|staging|stage|test|testing|dev|development|local|localhost|mock|127\\.0\\.0\\.1");
    private static final Pattern WORDS = Pattern.compile("[^a-z0-9.]+|(?<![0-9])\\.|\\.(?![0-9])");

    private final @Nullable URI source;
    private final String prefix;

    /**
     * @param source where the document was found, which relative addresses relate to; null for a file
     * @param prefix added to each address
     */
    Servers(@Nullable URI source, String prefix) {
        this.source = source;
        this.prefix = prefix;
    }

    /** The addresses, in the document's order. */
    List<String> urls(JsonNode document, ManifestDraft draft) {
        LinkedHashSet<String> urls = new LinkedHashSet<>();
        for (JsonNode server : document.path("servers")) {
            String text = filledIn(server);
            Optional<String> url = absolute(text);
            if (url.isEmpty() || trial(server, url.get())) {
                draft.note(
                        "the server " + text + " is left out: it is " + (url.isEmpty() ? "no address" : "for trials"));
            } else if (urls.size() < MOST) {
                urls.add(url.get());
            }
        }
        return new ArrayList<>(urls);
    }

    /**
     * Writes {@code endpoint} or {@code endpoints}.
     *
     * @param common what all endpoints have beside their address
     */
    static void write(List<String> urls, ObjectNode common, ManifestDraft draft) {
        if (urls.isEmpty()) {
            draft.manifest()
                    .putObject("endpoint")
                    .put("url", ManifestDraft.MISSING)
                    .setAll(common);
            draft.todo("/endpoint/url", "where the service is called, as in https://api.example.com/v1");
        } else if (urls.size() == 1) {
            draft.manifest().putObject("endpoint").put("url", urls.getFirst()).setAll(common);
        } else {
            ArrayNode endpoints = draft.manifest().putArray("endpoints");
            for (int i = 0; i < urls.size(); i++) {
                endpoints.addObject().put("url", urls.get(i)).put("priority", i).setAll(common.deepCopy());
            }
            draft.note("the document names several servers; the first is called, the others when it fails");
        }
    }

    /** Variables as they are when nobody chooses. */
    private static String filledIn(JsonNode server) {
        String url = server.path("url").asText("");
        if (url.length() > LONGEST) {
            return url.substring(0, LONGEST);
        }
        for (var variable : server.path("variables").properties()) {
            String value = variable.getValue().path("default").asText("");
            url = value.length() > LONGEST ? url : url.replace("{" + variable.getKey() + "}", value);
            if (url.length() > LONGEST) {
                return url.substring(0, LONGEST);
            }
        }
        return url;
    }

    private Optional<String> absolute(String text) {
        try {
            URI given = URI.create(text);
            URI url = source == null ? given : source.resolve(given);
            return url.getHost() == null || url.getRawQuery() != null ? Optional.empty() : Optional.of(withPrefix(url));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String withPrefix(URI url) {
        String text = url.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return base + prefix;
    }

    private static boolean trial(JsonNode server, String url) {
        String host = String.valueOf(URI.create(url).getHost());
        String words = host + " " + server.path("description").asText("");
        return WORDS.splitAsStream(words.toLowerCase(Locale.ROOT))
                .anyMatch(word -> TRIAL.matcher(word).matches());
    }
}
