package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service is called, in which version, and what it is for. */
final class Identity {
    private static final Pattern NUMBER =
            Pattern.compile("v?(0|[1-9][0-9]{0,8})(?:\\.(0|[1-9][0-9]{0,8}))?(?:\\.(0|[1-9][0-9]{0,8}))?");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-z0-9]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final int LONGEST_NAME = 255;
    private static final int SHORTEST_DESCRIPTION = 10;
    private static final int LONGEST_DESCRIPTION = 5000;

    private final JsonNode info;
    private final ManifestDraft draft;

    Identity(JsonNode info, ManifestDraft draft) {
        this.info = info;
        this.draft = draft;
    }

    void write(@Nullable String provider) {
        draft.manifest().put("manifestVersion", 1);
        put("provider", Optional.ofNullable(provider), "the slug of the organisation that publishes");
        String title = info.path("title").asText("").strip();
        put("name", slug(title), "the service's name within its provider, as in support-chat");
        put("version", number(), "a semantic version, as in 1.0.0");
        draft.manifest().put("title", Capabilities.cut(title, LONGEST_NAME));
        if (title.isEmpty()) {
            draft.todo("/title", "the service's name for people");
        }
        put("description", description(), "what the service does and for whom, ten characters or more of Markdown");
    }

    private void put(String field, Optional<String> value, String instruction) {
        draft.manifest().put(field, value.orElse(ManifestDraft.MISSING));
        if (value.isEmpty()) {
            draft.todo("/" + field, instruction);
        }
    }

    private static Optional<String> slug(String title) {
        String plain =
                MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
        String dashed = NOT_IN_NAMES.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        String cut = dashed.substring(0, Math.min(dashed.length(), 100));
        String slug = cut.replaceAll("^-|-$", "");
        return slug.isEmpty() ? Optional.empty() : Optional.of(slug);
    }

    private Optional<String> number() {
        String text = info.path("version").asText("").strip();
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(1) + "." + part(matcher.group(2)) + "." + part(matcher.group(3));
        if (!number.equals(text)) {
            draft.note("the version '" + text + "' is written as " + number);
        }
        return Optional.of(number);
    }

    private static String part(@Nullable String digits) {
        return digits == null ? "0" : digits;
    }

    private Optional<String> description() {
        String given =
                info.path("description").asText(info.path("summary").asText("")).strip();
        return given.length() < SHORTEST_DESCRIPTION
                ? Optional.empty()
                : Optional.of(Capabilities.cut(given, LONGEST_DESCRIPTION));
    }
}
