package dev.llmmarketplace.server.rpc;

import com.google.protobuf.ByteString;
import dev.llmmarketplace.rpc.v1.Cost;
import dev.llmmarketplace.rpc.v1.RouteRequestResponse;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.function.BiConsumer;

/** A provider's answer, with what the gateway says of it in headers. */
final class CallAnswer {
    private CallAnswer() {}

    static RouteRequestResponse from(HttpResponse<byte[]> answer) {
        HttpHeaders headers = answer.headers();
        RouteRequestResponse.Builder response = RouteRequestResponse.newBuilder()
                .setRequestId(header(headers, "x-request-id"))
                .setCallId(header(headers, "x-marketplace-call-id"))
                .setVersion(header(headers, "x-marketplace-version"))
                .setStatus(answer.statusCode())
                .setContentType(header(headers, "content-type"))
                .setBody(ByteString.copyFrom(answer.body()));
        each(header(headers, "x-marketplace-usage"), (name, count) -> response.putUsage(name, Long.parseLong(count)));
        headers.firstValue("x-marketplace-currency")
                .ifPresent(currency -> response.setCost(cost(headers, currency))
                        .setLatencyMillis(headers.firstValueAsLong("x-marketplace-duration-ms")
                                .orElse(0)));
        return response.build();
    }

    private static Cost cost(HttpHeaders headers, String currency) {
        Cost.Builder cost = Cost.newBuilder()
                .setAmount(header(headers, "x-marketplace-cost"))
                .setCurrency(currency);
        each(header(headers, "x-marketplace-cost-breakdown"), cost::putBreakdown);
        return cost.build();
    }

    /** Of {@code one=1, two=2}. */
    private static void each(String list, BiConsumer<String, String> taker) {
        for (String part : list.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                taker.accept(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
    }

    private static String header(HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("");
    }
}
