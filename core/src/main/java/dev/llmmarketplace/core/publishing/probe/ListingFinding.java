package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something about a listing that its provider should look at. While it is open, it is the only one of its version, kind and
 * subject.
 *
 * @param subject what it is about: an endpoint and a test, or {@code prices and limits}
 * @param detail what was found last, and what to do
 * @param seenAt when it was found last
 * @param closedAt null while it is open
 */
public record ListingFinding(
        UUID id,
        ServiceId service,
        VersionId version,
        Kind kind,
        String subject,
        String detail,
        Instant openedAt,
        Instant seenAt,
        @Nullable Instant closedAt) {

    /** What has changed. */
    public enum Kind implements WireName {
        /** It does not answer, or with an error. */
        OUTAGE("outage"),
        /** Something that its manifest declares does not work. */
        CAPABILITY_GONE("capability-gone"),
        /** It takes longer than promised, or far longer than it used to. */
        LATENCY("latency"),
        /** Its answers lack members that they used to have. */
        ANSWER_CHANGED("answer-changed"),
        /** It is less protected than it must be. */
        SECURITY("security"),
        /** It treats faulty requests otherwise than it should. */
        BEHAVIOUR("behaviour"),
        /** Public catalogues state other prices or limits than the provider. */
        SOURCES_DISAGREE("sources-disagree"),
        /** A policy that only warns is not kept. */
        POLICY("policy");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }

        /** What the failure of a test of the live service is. */
        static Kind ofTest(String test) {
            return switch (test) {
                case "call", "reachable" -> OUTAGE;
                case "latency" -> LATENCY;
                case "encryption", "secrets", "authentication-required", "headers" -> SECURITY;
                case "error-behaviour" -> BEHAVIOUR;
                default -> CAPABILITY_GONE;
            };
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param complaint null when it is as it should be
     */
    public record Check(Kind kind, String subject, @Nullable String complaint) {}
}
