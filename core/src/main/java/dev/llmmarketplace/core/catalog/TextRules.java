package dev.llmmarketplace.core.catalog;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts show what they say: nothing in them runs in a browser, turns the direction of what is read, or looks like a name
 * that it is not. Whoever shows a text sanitises it all the same. Each text is looked at once, in time linear to its length.
 */
final class TextRules {
    /** Elements that run or load something, attributes that are scripts, and links that are. */
    private static final Pattern ACTIVE = Pattern.compile(
            "<\\s{0,20}/?\\s{0,20}(script|iframe|object|embed|style|link|meta|base|form|svg|math)\\b"
                    + "|<[a-z][^<>]{0,200}\\son[a-z]{3,20}\\s{0,20}="
                    + "|[(=<'\"]\\s*(javascript\\s*:|vbscript\\s*:|data\\s*:\\s*text/html)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

    private static final Set<UnicodeScript> CONFUSABLE =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.ARMENIAN);

    private TextRules() {}

    static void check(ServiceManifest manifest, Findings found) {
        checkName(manifest.title(), "/title", found);
        checkName(manifest.model(), "/model", found);
        checkText(manifest.description(), "/description", found);
        for (int i = 0; i < manifest.capabilities().size(); i++) {
            Capability capability = manifest.capabilities().get(i);
            checkName(capability.name(), "/capabilities/" + i + "/name", found);
            checkText(capability.description(), "/capabilities/" + i + "/description", found);
        }
        checkText(manifest.documents().documentation(), "/documents/documentation", found);
        checkText(manifest.documents().exampleUsage(), "/documents/exampleUsage", found);
        checkText(manifest.documents().modelCard(), "/documents/modelCard", found);
    }

    private static void checkName(@Nullable String name, String field, Findings found) {
        checkText(name, field, found);
        if (name == null) {
            return;
        }
        WORD.matcher(name).results().map(MatchResult::group).forEach(word -> checkWord(word, field, found));
    }

    private static void checkWord(String word, String field, Findings found) {
        Set<UnicodeScript> scripts = scripts(word);
        if (scripts.size() > 1) {
            found.add(
                    ManifestRule.NAME_IN_ONE_SCRIPT,
                    field,
                    "words of one script each",
                    "'" + word + "' mixes letters of " + scripts + " that look alike",
                    "Write the word in the letters of one script.");
        }
    }

    private static Set<UnicodeScript> scripts(String word) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        word.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(CONFUSABLE::contains)
                .forEach(scripts::add);
        return scripts;
    }

    private static void checkText(@Nullable String text, String field, Findings found) {
        if (text == null) {
            return;
        }
        var active = ACTIVE.matcher(text);
        if (active.find()) {
            found.add(
                    ManifestRule.TEXT_WITHOUT_SCRIPT,
                    field,
                    "Markdown without elements and links that run or load something",
                    "holds '" + active.group().strip() + "' in line " + line(text, active.start()) + " of the text",
                    "Take it out; to show code, put it between backticks after writing < as &lt;.");
        }
        text.codePoints()
                .filter(TextRules::hidden)
                .findFirst()
                .ifPresent(hidden -> found.add(
                        ManifestRule.TEXT_WITHOUT_HIDDEN_CHARACTERS,
                        field,
                        "free of characters that hide or turn text",
                        "holds U+"
                                + Integer.toHexString(0x1_0000 | hidden)
                                        .substring(1)
                                        .toUpperCase(java.util.Locale.ROOT),
                        "Take it out; editors show it when they show invisible characters."));
    }

    private static long line(String text, int index) {
        return 1 + text.substring(0, index).chars().filter(c -> c == '\n').count();
    }

    /** Marks of direction, and what has no width and no use within a word. */
    private static boolean hidden(int c) {
        boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        boolean widthless = c == 0x200B || c == 0x2060 || c == 0xFEFF;
        boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F;
        return direction || widthless || control;
    }
}
