package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.Finding.Outcome;
import dev.llmmarketplace.server.probe.GuardedCaller.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the head of an answer says about how an endpoint is protected: what is wrong, and what would be better. */
final class Protections {
    private Protections() {}

    static Finding examine(Target target, Reply reply) {
        boolean tls = "https".equals(target.endpoint().url().getScheme());
        List<String> wrong = new ArrayList<>();
        if (reply.headers().getOrDefault("access-control-allow-origin", "").equals("*")
                && reply.headers().containsKey("access-control-allow-credentials")) {
            wrong.add("pages of any site may call it with their visitors' credentials (access-control-allow-origin *)");
        }
        if (tls && insecure(reply.headers().getOrDefault("set-cookie", ""))) {
            wrong.add("it sets a cookie that also travels unencrypted (set-cookie without Secure)");
        }
        return new Finding(
                target.endpoint().name(),
                "headers",
                wrong.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                wrong.isEmpty()
                        ? "Nothing is wrong." + advice(reply, tls)
                        : "It is open: " + String.join("; ", wrong) + ".",
                reply.millis());
    }

    private static boolean insecure(String cookie) {
        return !cookie.isEmpty() && !cookie.toLowerCase(Locale.ROOT).contains("secure");
    }

    private static String advice(Reply reply, boolean tls) {
        List<String> missing = new ArrayList<>();
        if (tls && !reply.headers().containsKey("strict-transport-security")) {
            missing.add("strict-transport-security");
        }
        if (!reply.headers().containsKey("x-content-type-options")) {
            missing.add("x-content-type-options: nosniff");
        }
        return missing.isEmpty() ? "" : " Better with " + String.join(" and ", missing) + ".";
    }
}
