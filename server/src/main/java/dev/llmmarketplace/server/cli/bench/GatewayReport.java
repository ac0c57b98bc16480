package dev.llmmarketplace.server.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code bench gateway} as JSON.
 *
 * @param single unary at one connection, where the difference between two contenders is what the one adds
 * @param firstTokens of streams over one connection
 * @param open streams that were open at once
 * @param peers that ran beside it, in the loads without streams
 * @param crowded with many keys and services, where that was asked for; likewise
 * @param ledgered usage records that the ledger has after the end
 * @param sent calls that the load generator has an answer to from the gateway; the ledger has at most a connection's
 *     worth more for each run, those that were cut when the run's time was over
 */
record GatewayReport(
        Machine machine,
        Map<String, Object> settings,
        Comparison unary,
        Comparison stream,
        Comparison single,
        FirstTokens firstTokens,
        OpenStreams.Result open,
        Peers peers,
        @Nullable CrowdedMarketplace crowded,
        long ledgered,
        long sent) {
    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode toJson() {
        ObjectNode report = JSON.createObjectNode();
        report.set("machine", JSON.valueToTree(machine));
        report.set("settings", JSON.valueToTree(settings));
        report.set("unary", loaded(unary));
        report.set("stream", streams());
        report.set("single_connection", added());
        ObjectNode latency = report.putObject("added_latency_ms");
        put(latency, "p50", single.addedLatency(Contender.GATEWAY, load -> load.p50Micros() / 1000.0));
        put(latency, "p99", single.addedLatency(Contender.GATEWAY, load -> load.p99Micros() / 1000.0));
        report.set("peers", others());
        if (crowded != null) {
            report.set("crowded", crowd(crowded));
        }
        report.putObject("ledger").put("calls", ledgered).put("answered_by_gateway", sent);
        return report;
    }

    private ObjectNode streams() {
        ObjectNode node = loaded(stream);
        ObjectNode added = node.putObject("added_ttft_ms");
        put(added, "p50", firstTokens.addedMillis(Contender.GATEWAY, 0.5));
        put(added, "p99", firstTokens.addedMillis(Contender.GATEWAY, 0.99));
        put(added, "nginx_p50", firstTokens.addedMillis(Contender.NGINX, 0.5));
        put(added, "nginx_p99", firstTokens.addedMillis(Contender.NGINX, 0.99));
        node.put("open_asked", open.asked());
        node.put("open", open.open());
        node.put("open_by", open.protocol().alpnName());
        node.put("lost_frames", open.lostFrames());
        node.put("open_memory_mib", open.kibibytes() / 1024);
        return node;
    }

    private ObjectNode crowd(CrowdedMarketplace marketplace) {
        ObjectNode node = JSON.createObjectNode();
        node.put("keys", marketplace.count()).put("services", marketplace.count());
        put(node, "ratio_to_gateway", unary.ratio(Contender.CROWDED, Contender.GATEWAY));
        node.put("start_seconds", rounded(marketplace.startedIn().toMillis() / 1000.0));
        node.put("memory_at_rest_mib", marketplace.kibibytesAtRest() / 1024);
        return node;
    }

    private ObjectNode others() {
        ObjectNode node = JSON.createObjectNode();
        peers.running().forEach(running -> node.set(running.peer().contender().label(), peer(running.peer())));
        peers.absent()
                .forEach((peer, reason) -> described(
                                node.putObject(peer.contender().label()), peer)
                        .put("not_measured", reason));
        return node;
    }

    private ObjectNode peer(Peer peer) {
        ObjectNode node = described(JSON.createObjectNode(), peer);
        put(node, "ratio_to_nginx", unary.ratio(peer.contender(), Contender.NGINX));
        put(node, "gateway_is_faster_by", unary.ratioTo(peer.contender()));
        put(node, "cpu_us_per_request", unary.series(peer.contender(), Sample::cpuPerRequest));
        put(node, "added_p50_ms", single.addedLatency(peer.contender(), load -> load.p50Micros() / 1000.0));
        put(node, "added_p99_ms", single.addedLatency(peer.contender(), load -> load.p99Micros() / 1000.0));
        node.put("errors", unary.errors(peer.contender()));
        return node;
    }

    private static ObjectNode described(ObjectNode node, Peer peer) {
        return node.put("version", peer.version()).put("switched_on", peer.switchedOn());
    }

    private static ObjectNode loaded(Comparison comparison) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "ratio_to_nginx", comparison.ratioTo(Contender.NGINX));
        put(node, "ratio_to_upstream", comparison.ratioTo(Contender.UPSTREAM));
        put(node, "cpu_us_per_request", comparison.series(Contender.GATEWAY, Sample::cpuPerRequest));
        put(node, "database_cpu_us_per_request", comparison.series(Contender.GATEWAY, Sample::databasePerRequest));
        ObjectNode threads = node.putObject("cpu_us_by_thread");
        comparison.gatewayThreads().forEach((kind, micros) -> threads.put(kind, rounded(micros)));
        put(node, "nginx_cpu_us_per_request", comparison.series(Contender.NGINX, Sample::cpuPerRequest));
        node.put("connections", comparison.connections());
        for (Contender contender : comparison.contenders()) {
            node.set(contender.label(), figures(comparison, contender));
        }
        return node;
    }

    private ObjectNode added() {
        ObjectNode node = JSON.createObjectNode();
        put(node, "added_p50_us", single.addedLatency(Contender.GATEWAY, Load::p50Micros));
        put(node, "added_p99_us", single.addedLatency(Contender.GATEWAY, Load::p99Micros));
        put(node, "nginx_added_p50_us", single.addedLatency(Contender.NGINX, Load::p50Micros));
        put(node, "nginx_added_p99_us", single.addedLatency(Contender.NGINX, Load::p99Micros));
        for (Contender contender : single.contenders()) {
            node.set(contender.label(), figures(single, contender));
        }
        return node;
    }

    private static ObjectNode figures(Comparison comparison, Contender contender) {
        ObjectNode node = JSON.createObjectNode();
        put(
                node,
                "requests_per_second",
                comparison.series(contender, sample -> sample.load().requestsPerSecond()));
        put(node, "p50_us", comparison.series(contender, sample -> sample.load().p50Micros()));
        put(node, "p99_us", comparison.series(contender, sample -> sample.load().p99Micros()));
        node.put("requests", comparison.requests(contender)).put("errors", comparison.errors(contender));
        return node;
    }

    /** The median under its own name, what lies around it beside it. */
    private static void put(ObjectNode node, String name, Series series) {
        node.put(name, rounded(series.median()));
        node.putArray(name + "_spread").add(rounded(series.least())).add(rounded(series.most()));
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }
}
