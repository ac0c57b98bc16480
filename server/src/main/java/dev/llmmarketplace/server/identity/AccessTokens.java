package dev.llmmarketplace.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Access tokens: JWTs by the profile of RFC 9068, signed with RS256 and nothing else. They hold the roles, so a change of
 * roles is in force with the next token. Thread-safe.
 */
public final class AccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String AUDIENCE = "llm-marketplace";
    private static final String CLIENT = "llm-marketplace";

    private final SigningKeys keys;
    private final String issuer;
    private final Duration lifetime;
    private final InstantSource clock;

    public AccessTokens(SigningKeys keys, String issuer, Duration lifetime, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    public Duration lifetime() {
        return lifetime;
    }

    public Secret issue(User user) {
        RSAKey key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims(user, clock.instant()));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("an RSA key signs", e);
        }
        return new Secret(token.serialize());
    }

    private JWTClaimsSet claims(User user, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(user.id().toString())
                .audience(AUDIENCE)
                .claim("client_id", CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(Ids.next().toString())
                .claim("org", user.organisation().toString())
                .claim("email", user.email())
                .claim(
                        "roles",
                        user.roles().stream().map(Role::wireName).sorted().toList())
                .build();
    }

    /** @throws ProblemException {@code UNAUTHENTICATED} when it is not ours, was changed, or has expired */
    public Principal verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            requireSignature(jwt);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            requireInForce(claims);
            return new Principal(
                    UserId.parse(claims.getSubject()),
                    OrganisationId.parse(claims.getStringClaim("org")),
                    claims.getStringClaim("email"),
                    roles(claims.getStringListClaim("roles")));
        } catch (ParseException | JOSEException e) {
            throw refused("The access token is none of ours.");
        }
    }

    private void requireSignature(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        boolean ours = JWSAlgorithm.RS256.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && header.getKeyID() != null;
        RSAKey key = ours ? keys.find(header.getKeyID()).orElse(null) : null;
        if (key == null || !jwt.verify(new RSASSAVerifier(key))) {
            throw refused("The access token is none of ours.");
        }
    }

    private void requireInForce(JWTClaimsSet claims) {
        Date expiry = claims.getExpirationTime();
        boolean meant =
                issuer.equals(claims.getIssuer()) && claims.getAudience().contains(AUDIENCE);
        if (!meant || expiry == null) {
            throw refused("The access token is none of ours.");
        }
        if (!clock.instant().isBefore(expiry.toInstant())) {
            throw refused("The access token has expired. Trade the refresh token for new ones, or sign in again.");
        }
    }

    /** A role of a newer version of the program that this one does not know gives nothing. */
    private static Set<Role> roles(List<String> names) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        names.forEach(name -> WireName.find(Role.class, name).ifPresent(roles::add));
        return roles;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ErrorCode.UNAUTHENTICATED, detail);
    }
}
