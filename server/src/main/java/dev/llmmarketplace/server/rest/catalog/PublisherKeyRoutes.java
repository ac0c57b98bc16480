package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.signature.Ed25519Key;
import dev.llmmarketplace.core.publishing.signature.PublisherKey;
import dev.llmmarketplace.core.publishing.signature.PublisherKeyStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The keys that providers sign their versions with. Anybody may read them, since anybody may verify. */
public final class PublisherKeyRoutes {
    private final PublisherKeyStore keys;
    private final AccessStore access;
    private final InstantSource clock;

    public PublisherKeyRoutes(PublisherKeyStore keys, AccessStore access, InstantSource clock) {
        this.keys = keys;
        this.access = access;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("listPublisherKeys", this::list);
        routes.on("registerPublisherKey", this::register);
        routes.on("revokePublisherKey", this::revoke);
    }

    record NewKey(String publicKey, String name) {}

    record KeyBody(
            String fingerprint,
            String name,
            String algorithm,
            String publicKey,
            Instant registeredAt,
            @Nullable Instant revokedAt) {
        static KeyBody from(PublisherKey key) {
            return new KeyBody(
                    key.fingerprint(), key.name(), "Ed25519", key.key().encoded(), key.registeredAt(), key.revokedAt());
        }
    }

    private Answer list(Request request) {
        Organisation provider = access.findOrganisation(request.text("provider"))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such provider."));
        return Answer.ok(PageBody.whole(keys.list(provider.id()), KeyBody::from));
    }

    private Answer register(Request request) {
        NewKey given = request.body(NewKey.class);
        Ed25519Key key = Ed25519Key.parse(given.publicKey())
                .orElseThrow(() -> new ProblemException(Problem.invalid(
                        "/publicKey",
                        "an Ed25519 public key (SubjectPublicKeyInfo) in PEM or Base64",
                        "it is none",
                        "Send what 'openssl pkey -in key.pem -pubout' prints.")));
        PublisherKey registered = new PublisherKey(request.organisation(), given.name(), key, clock.instant(), null);
        if (!keys.register(registered)) {
            throw new ProblemException(ErrorCode.CONFLICT, "That key is registered already, or was revoked.");
        }
        return Answer.created(KeyBody.from(registered));
    }

    private Answer revoke(Request request) {
        OrganisationId organisation = request.organisation();
        if (!keys.revoke(organisation, request.text("fingerprint"), clock.instant())) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "The organisation has no such key.");
        }
        return Answer.noContent();
    }
}
