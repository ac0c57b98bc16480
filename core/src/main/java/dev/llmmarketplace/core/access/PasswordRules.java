package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.util.Locale;

/**
 * What a new password must be. Length counts, not classes of characters (NIST SP 800-63B, 5.1.1.2); what is easily
 * guessed from the account is refused.
 */
public final class PasswordRules {
    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 256;

    private PasswordRules() {}

    /** @throws ProblemException {@code VALIDATION_FAILED}, naming {@code /password} */
    public static void require(Secret password, String email) {
        String text = password.reveal();
        int length = text.codePointCount(0, text.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            refuse(MIN_LENGTH + " to " + MAX_LENGTH + " characters", "it has " + length, "Use a sentence.");
        }
        if (text.codePoints().distinct().count() < 5) {
            refuse("at least five different characters", "it has fewer", "Use a sentence.");
        }
        String local = email.toLowerCase(Locale.ROOT).split("@", 2)[0];
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains(email.toLowerCase(Locale.ROOT)) || local.length() > 5 && lower.startsWith(local)) {
            refuse("unlike the email address", "it begins with or holds it", "Choose something unrelated.");
        }
    }

    private static void refuse(String rule, String message, String mend) {
        throw new ProblemException(Problem.invalid("/password", rule, message, mend));
    }
}
