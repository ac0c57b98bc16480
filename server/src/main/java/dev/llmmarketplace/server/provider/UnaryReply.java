package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Call.Ending;
import dev.llmmarketplace.server.provider.Directives.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** Sends an answer in one piece, or fails as directed, and closes the call's entry in the log. */
record UnaryReply(CallLog log, Exchange exchange, Call call) {

    void send(Fault fault, String json) {
        int tokens = call.completionTokens();
        switch (fault) {
            case Fault.None() ->
                exchange.send(json)
                        .onComplete(sent ->
                                log.end(call, sent.succeeded() ? Ending.COMPLETED : Ending.CLIENT_CLOSED, tokens));
            case Fault.Status(int code) ->
                exchange.fail(ProviderError.injected(code)).onComplete(sent -> log.end(call, Ending.INJECTED_ERROR, 0));
            case Fault.Cut(int chunks) -> half(json).onComplete(cut -> log.end(call, Ending.CUT, 0));
            case Fault.Reset() -> exchange.breakOff().onComplete(closed -> log.end(call, Ending.CUT, 0));
        }
    }

    /** Sends a part of the announced bytes and breaks the connection. */
    private Future<Void> half(String json) {
        Buffer body = Buffer.buffer(json);
        exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        return exchange.response().write(body.slice(0, body.length() / 2)).eventually(exchange::breakOff);
    }
}
