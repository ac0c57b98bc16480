package dev.llmmarketplace.server.cli.bench;

import java.util.Formatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The result of {@code bench gateway} for people. Medians of the rounds; least and most in brackets. */
final class GatewayTable {
    private final GatewayReport report;
    private final Formatter out = new Formatter(Locale.ROOT);

    private GatewayTable(GatewayReport report) {
        this.report = report;
    }

    static String of(GatewayReport report) {
        return new GatewayTable(report).write();
    }

    private String write() {
        out.format("%s%n", report.machine());
        report.settings().forEach((name, value) -> out.format("%s: %s%n", name, value));
        loaded(report.unary());
        loaded(report.stream());
        single();
        peers();
        crowd(report.crowded());
        streams();
        out.format("%n");
        out.format(
                "ledger: %d calls; the load generator had %d answers from the gateway%n",
                report.ledgered(), report.sent());
        return out.toString();
    }

    private void loaded(Comparison comparison) {
        heading(comparison);
        for (Contender contender : comparison.contenders()) {
            row(comparison, contender);
        }
        out.format(
                "gateway / nginx %s, gateway / upstream %s%n",
                two(comparison.ratioTo(Contender.NGINX)), two(comparison.ratioTo(Contender.UPSTREAM)));
        threads(comparison);
        out.format(
                "PostgreSQL beside the gateway: %.0f us of processor time a request%n",
                comparison.series(Contender.GATEWAY, Sample::databasePerRequest).median());
    }

    private void single() {
        Comparison comparison = report.single();
        heading(comparison);
        for (Contender contender : comparison.contenders()) {
            row(comparison, contender);
        }
        out.format(
                "added to the upstream: gateway p50 %s us, p99 %s us; nginx p50 %s us, p99 %s us%n",
                whole(comparison.addedLatency(Contender.GATEWAY, Load::p50Micros)),
                whole(comparison.addedLatency(Contender.GATEWAY, Load::p99Micros)),
                whole(comparison.addedLatency(Contender.NGINX, Load::p50Micros)),
                whole(comparison.addedLatency(Contender.NGINX, Load::p99Micros)));
    }

    private void peers() {
        for (RunningPeer running : report.peers().running()) {
            Peer peer = running.peer();
            out.format(
                    "%s %s / nginx %s; gateway / %s %s. It had: %s%n",
                    peer.contender().label(),
                    peer.version(),
                    two(report.unary().ratio(peer.contender(), Contender.NGINX)),
                    peer.contender().label(),
                    two(report.unary().ratioTo(peer.contender())),
                    peer.switchedOn());
        }
        report.peers()
                .absent()
                .forEach((peer, reason) -> out.format(
                        "%s %s was not measured: %s%n", peer.contender().label(), peer.version(), reason));
    }

    private void crowd(@Nullable CrowdedMarketplace marketplace) {
        if (marketplace != null) {
            out.format(
                    "crowded has %d keys and as many services; crowded / gateway %s; ready in %.1f s, %d MiB at rest%n",
                    marketplace.count(),
                    two(report.unary().ratio(Contender.CROWDED, Contender.GATEWAY)),
                    marketplace.startedIn().toMillis() / 1000.0,
                    marketplace.kibibytesAtRest() / 1024);
        }
    }

    private void threads(Comparison comparison) {
        out.format("the gateway's processor time by kind of thread, us a request:");
        comparison.gatewayThreads().forEach((kind, micros) -> out.format(" %s %.1f;", kind, micros));
        out.format("%n");
    }

    private void streams() {
        out.format("%n");
        out.format(
                "time to the first token, added to the upstream: gateway p50 %s ms, p99 %s ms; nginx p50 %s ms, p99 %s ms%n",
                three(report.firstTokens().addedMillis(Contender.GATEWAY, 0.5)),
                three(report.firstTokens().addedMillis(Contender.GATEWAY, 0.99)),
                three(report.firstTokens().addedMillis(Contender.NGINX, 0.5)),
                three(report.firstTokens().addedMillis(Contender.NGINX, 0.99)));
        out.format(
                "streams at once: %d of %d open (%s), %d frames lost or out of order, gateway %d MiB%n",
                report.open().open(),
                report.open().asked(),
                report.open().protocol().alpnName(),
                report.open().lostFrames(),
                report.open().kibibytes() / 1024);
    }

    private void heading(Comparison comparison) {
        out.format("%n");
        out.format("%s, %d connection(s)%n", comparison.label(), comparison.connections());
        out.format(
                "%-10s %22s %9s %9s %14s %9s %7s%n",
                "", "requests/s", "p50 ms", "p99 ms", "CPU us/request", "requests", "errors");
    }

    private void row(Comparison comparison, Contender contender) {
        out.format(
                "%-10s %22s %9.2f %9.2f %14.0f %9d %7d%n",
                contender.label(),
                whole(comparison.series(contender, sample -> sample.load().requestsPerSecond())),
                comparison
                                .series(contender, sample -> sample.load().p50Micros())
                                .median()
                        / 1000,
                comparison
                                .series(contender, sample -> sample.load().p99Micros())
                                .median()
                        / 1000,
                comparison.series(contender, Sample::cpuPerRequest).median(),
                comparison.requests(contender),
                comparison.errors(contender));
    }

    private static String whole(Series series) {
        return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", series.median(), series.least(), series.most());
    }

    private static String three(Series series) {
        return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", series.median(), series.least(), series.most());
    }

    private static String two(Series series) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", series.median(), series.least(), series.most());
    }
}
