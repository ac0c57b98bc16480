package dev.llmmarketplace.server.rest.submission;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a client wants to wait for an answer (RFC 7240, sections 4.1 and 4.3). */
public final class Preference {
    private static final Pattern WAIT = Pattern.compile("\\bwait=(\\d{1,4})\\b");
    private static final Duration USUALLY = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Preference() {}

    /** @param prefer the header, if there is one; what is not understood is passed over, as the standard has it */
    public static Duration wait(Optional<String> prefer) {
        String text = prefer.orElse("").toLowerCase(Locale.ROOT);
        Matcher matcher = WAIT.matcher(text);
        if (matcher.find()) {
            Duration wanted = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
            return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
        }
        return text.contains("respond-async") ? Duration.ZERO : USUALLY;
    }
}
