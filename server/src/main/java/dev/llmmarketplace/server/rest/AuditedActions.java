package dev.llmmarketplace.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.audit.Action;
import dev.llmmarketplace.core.audit.AuditEntry.Change;
import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.audit.AuditTrail.Refusal;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out operations under the name of who asked for them, so that stores enter their changes as his, and enters what
 * was refused or failed. Not entered: reading, what comes too often, and what nobody known has sent, except sign-ins.
 */
final class AuditedActions {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedActions.class);
    private static final int LONGEST_SUBJECT = 300;

    private final AuditTrail trail;

    AuditedActions(AuditTrail trail) {
        this.trail = trail;
    }

    /** Who asks for what, as far as it is known yet. */
    record Asked(Operation operation, Optional<Principal> caller, String requestId, String address) {
        Action action(@Nullable String reason) {
            return new Action(
                    operation.id(),
                    caller.map(Principal::user).orElse(null),
                    caller.map(Principal::organisation).orElse(null),
                    reason,
                    requestId,
                    address);
        }

        boolean audited() {
            return switch (operation.rate()) {
                case LOGIN, REGISTER -> true;
                case WRITES -> caller.isPresent();
                case NONE, READS -> false;
            };
        }
    }

    Answer carryOut(Asked asked, OperationHandler handler, Request request) {
        return asked.action(reason(request)).run(() -> handler.handle(request));
    }

    /** @param request null when it was refused before it was read */
    void enter(Asked asked, @Nullable Request request, Throwable error) {
        ErrorCode code =
                error instanceof ProblemException known ? known.problem().code() : ErrorCode.INTERNAL;
        if (!asked.audited() || code == ErrorCode.RATE_LIMITED) {
            return;
        }
        Change change = code.status() < 500 ? Change.REFUSED : Change.FAILED;
        try {
            trail.enter(
                    asked.action(request == null ? null : reason(request)),
                    new Refusal(change, subject(request), code.code()));
        } catch (RuntimeException e) {
            LOG.warn(
                    "That {} was refused could not be entered in the audit trail",
                    asked.operation().id(),
                    e);
        }
    }

    private static @Nullable String reason(Request request) {
        JsonNode tree = request.content().tree();
        return tree != null && tree.path("reason").isTextual()
                ? tree.get("reason").asText()
                : null;
    }

    /** What the path names; of sign-ins the hash of the email, because entries outlive the right to know it. */
    private static String subject(@Nullable Request request) {
        if (request == null) {
            return "";
        }
        JsonNode tree = request.content().tree();
        if (tree != null && tree.path("email").isTextual()) {
            return "email " + hash(tree.get("email").asText().toLowerCase(Locale.ROOT));
        }
        StringBuilder subject = new StringBuilder();
        for (Map.Entry<String, List<String>> parameter : request.parameters().entrySet()) {
            subject.append(subject.isEmpty() ? "" : " ")
                    .append(parameter.getKey())
                    .append(' ')
                    .append(parameter.getValue().getFirst());
        }
        return subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length()));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
