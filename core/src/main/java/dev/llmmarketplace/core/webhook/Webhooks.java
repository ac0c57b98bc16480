package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.WebhookId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** What organisations do with their webhooks. Unknown ids are {@code NOT_FOUND}. Blocking; thread-safe. */
public final class Webhooks {
    /** How long a retiring secret may be good at most. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private final WebhookStore store;
    private final Predicate<URI> unencrypted;
    private final InstantSource clock;

    /** @param unencrypted addresses that may be called without TLS */
    public Webhooks(WebhookStore store, Predicate<URI> unencrypted, InstantSource clock) {
        this.store = store;
        this.unencrypted = unencrypted;
        this.clock = clock;
    }

    /** A webhook with its secret, which is shown this once. */
    public record Created(Webhook webhook, Secret secret) {}

    /** What somebody wants. */
    public record Wanted(String url, String description, Selection selection) {}

    /** @throws ProblemException {@code VALIDATION_FAILED}; as {@link WebhookStore#create} */
    public Created create(OrganisationId organisation, Wanted wanted) {
        Webhook webhook = new Webhook(
                WebhookId.next(),
                organisation,
                address(wanted.url()),
                wanted.description(),
                wanted.selection(),
                null,
                null,
                clock.instant());
        Secret secret = WebhookSignature.newSecret();
        store.create(webhook, secret);
        return new Created(webhook, secret);
    }

    public List<Webhook> list(OrganisationId organisation) {
        return store.list(organisation);
    }

    public Webhook find(OrganisationId organisation, WebhookId id) {
        return store.find(organisation, id).orElseThrow(() -> unknown(id));
    }

    /** @throws ProblemException {@code VALIDATION_FAILED} */
    public Webhook change(Webhook present, Wanted wanted) {
        return store(present.to(address(wanted.url()), wanted.description(), wanted.selection()));
    }

    /** Sends events again, from now on; what is dead waits to be replayed. */
    public Webhook enable(Webhook present) {
        return present.enabled() ? present : store(present.enable());
    }

    public Webhook disable(Webhook present) {
        return present.enabled() ? store(present.disable("It was disabled by its organisation.")) : present;
    }

    private Webhook store(Webhook changed) {
        if (!store.update(changed)) {
            throw unknown(changed.id());
        }
        return changed;
    }

    /** @param overlap how long messages are signed with the present secret as well */
    public Created rotate(Webhook webhook, Duration overlap) {
        Secret next = WebhookSignature.newSecret();
        if (!store.rotate(webhook, next, clock.instant().plus(overlap))) {
            throw unknown(webhook.id());
        }
        return new Created(webhook, next);
    }

    public void delete(OrganisationId organisation, WebhookId id) {
        if (!store.delete(organisation, id)) {
            throw unknown(id);
        }
    }

    private URI address(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw invalid("it is no URL: " + e.getReason());
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw invalid("was '" + text + "'");
        }
        boolean encrypted = "https".equals(url.getScheme());
        if (!encrypted && !("http".equals(url.getScheme()) && unencrypted.test(url))) {
            throw invalid("'" + url.getHost() + "' would be called unencrypted");
        }
        return url;
    }

    private static ProblemException invalid(String message) {
        return new ProblemException(Problem.invalid(
                "/url",
                "an https URL with a host, without user and fragment",
                message,
                "Give the address at which your receiver takes POST requests."));
    }

    private static ProblemException unknown(WebhookId id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no webhook " + id + ".");
    }
}
