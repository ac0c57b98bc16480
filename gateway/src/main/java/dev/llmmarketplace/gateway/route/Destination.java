package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.CallableService.Door;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication.MutualTls;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication.OAuth2;
import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.TlsIdentity;
import dev.llmmarketplace.gateway.wire.JsonText;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a version with all that can be prepared for its calls, and what is known of its health. Whoever takes
 * one from {@link Destinations#choose} says how it went there.
 */
public final class Destination {
    private final CallableService service;
    private final Door door;
    private final Origin origin;
    private final byte[] model;
    private final boolean completionTokens;
    private final EndpointHealth health;
    private final Ejected ejected;
    private final @Nullable Authority authority;
    private final List<String> places;
    private final List<Subject.Country> countries;
    /** Null as long as there is no access token. */
    private volatile @Nullable Heads heads;

    /** @throws IllegalArgumentException when the address or the credential cannot stand in a request */
    Destination(CallableService service, Door door, EndpointHealth health, Ejected ejected) {
        this.service = service;
        this.door = door;
        Endpoint endpoint = door.endpoint();
        this.origin = Origin.of(endpoint.url()).with(version(endpoint), identity(door));
        this.model = JsonText.quoted(endpoint.upstreamModel());
        this.completionTokens = openAi(origin.host());
        this.health = health;
        this.places = endpoint.places();
        this.countries = places.stream().map(Subject.Country::new).toList();
        this.ejected = ejected;
        this.authority = authority(door);
        if (authority == null) {
            heads = new Heads(endpoint, door.credential());
        }
    }

    private static HttpVersion version(Endpoint endpoint) {
        return switch (endpoint.protocol()) {
            case REST -> endpoint.http();
            case GRPC -> HttpVersion.HTTP_2;
            case WEBSOCKET -> HttpVersion.HTTP_1_1;
        };
    }

    private static @Nullable TlsIdentity identity(Door door) {
        Secret secret = door.credential();
        return secret != null && door.endpoint().authentication() instanceof MutualTls
                ? TlsIdentity.parse(secret.reveal())
                : null;
    }

    private static @Nullable Authority authority(Door door) {
        Secret secret = door.credential();
        return secret != null && door.endpoint().authentication() instanceof OAuth2 client
                ? new Authority(client, secret)
                : null;
    }

    private static boolean openAi(String host) {
        return host.equals("api.openai.com") || host.endsWith(".openai.azure.com");
    }

    /** The version that it belongs to, as it was when the endpoint was first known. */
    public CallableService service() {
        return service;
    }

    public Endpoint endpoint() {
        return door.endpoint();
    }

    /** What verdicts about countries concern it; none when it is not known where it runs. */
    public List<Subject.Country> countries() {
        return countries;
    }

    /** As {@link Endpoint#places} has it. */
    List<String> places() {
        return places;
    }

    Door door() {
        return door;
    }

    /** Where its access tokens come from; null when it needs none. */
    public @Nullable Authority authority() {
        return authority;
    }

    /** False while there is no access token that is good. */
    public boolean authorized(long now) {
        return authority == null || authority.vouches(now);
    }

    /** True when the present access token should be followed by another one. */
    public boolean renewalDue(long now) {
        return authority != null && authority.renewalDue(now);
    }

    /** Somebody fetches the next one. */
    public void renewing() {
        unauthorized();
    }

    /**
     * From now on its calls carry {@code token}; false when it cannot stand in a header.
     *
     * @param lifetimeSeconds 0 when not said
     */
    public boolean authorize(Secret token, long lifetimeSeconds) {
        try {
            heads = new Heads(endpoint(), token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (authority != null) {
            authority.granted(System.nanoTime(), lifetimeSeconds);
        }
        return true;
    }

    /** No token could be had; what is there is used to its end. */
    public void unauthorized() {
        if (authority != null) {
            authority.refused(System.nanoTime());
        }
    }

    /** The provider does not accept the token. */
    public void disowned() {
        if (authority != null) {
            authority.disowned();
        }
    }

    public Origin origin() {
        return origin;
    }

    /** The provider's name of the model as a JSON string. */
    public byte[] model() {
        return model;
    }

    /**
     * True when answers are limited by {@code max_completion_tokens}, as OpenAI's own reasoning models demand; everyone
     * else knows {@code max_tokens}.
     */
    public boolean completionTokens() {
        return completionTokens;
    }

    public UpstreamHead head(Route route) {
        return present().of(route);
    }

    /** The header that carries the credential, name and value; empty when none is needed. Has no way out but to the provider. */
    public List<String> credentialHeader() {
        Heads present = heads;
        return present == null ? List.of() : present.credentialHeader();
    }

    /** Of a gRPC call of {@code method}, {@code /package.Service/Method}. */
    public UpstreamHead head(String method) {
        return present().grpc(method);
    }

    private Heads present() {
        Heads present = heads;
        if (present == null) {
            throw new IllegalStateException("there is no access token yet");
        }
        return present;
    }

    /** Of a request that costs nothing and tells whether somebody answers; null while it cannot be authorized. */
    public @Nullable UpstreamHead probe() {
        Heads present = heads;
        return present == null ? null : present.probe();
    }

    public EndpointHealth health() {
        return health;
    }

    /** It answers. */
    public void answers() {
        health.succeeded(System.nanoTime());
    }

    /**
     * It does not answer, or only to say that it cannot.
     *
     * @param again true when the same call has failed there before
     */
    public void fails(String reason, boolean again) {
        if (health.failed(System.nanoTime(), reason, again)) {
            ejected.add(this);
        }
    }

    /** The call ended before that was known. */
    public void tellsNothing() {
        health.abandoned(System.nanoTime());
    }

    /** A probe was answered: the next call may try. */
    public void answersProbe() {
        health.answeredProbe(System.nanoTime());
    }
}
