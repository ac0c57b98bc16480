package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Directives.Fault;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Serves {@code POST /v1/chat/completions} by the deterministic model {@value ChatWire#MODEL}. */
final class ChatCompletions implements ModelRoute {
    private final Vertx vertx;
    private final CallLog log;

    ChatCompletions(Vertx vertx, CallLog log) {
        this.vertx = vertx;
        this.log = log;
    }

    @Override
    public String name() {
        return "chat.completions";
    }

    @Override
    public void serve(Exchange exchange, byte[] body) {
        ChatRequest request = ChatRequestReader.read(body);
        if (!request.model().equals(ChatWire.MODEL)) {
            throw ProviderError.unknownModel(request.model(), "chat completions");
        }
        ChatAnswer answer = ChatAnswer.to(request);
        long delay = request.directives().timing().delay();
        if (delay > 0) {
            vertx.setTimer(delay, timer -> exchange.guard(() -> answer(exchange, request, answer)));
        } else {
            answer(exchange, request, answer);
        }
    }

    private void answer(Exchange exchange, ChatRequest request, ChatAnswer answer) {
        Fault fault = request.directives().fault();
        int planned = fault instanceof Fault.Status ? 0 : answer.tokens();
        Call call = log.begin(exchange.arrival(name()), ChatWire.MODEL, request.promptTokens(), planned);
        String usage = request.directives().reporting().usage(request.promptTokens(), answer.tokens());
        boolean streams = fault instanceof Fault.None || fault instanceof Fault.Cut;
        if (request.stream() && streams) {
            stream(exchange, request, answer, call, usage);
        } else {
            new UnaryReply(log, exchange, call)
                    .send(fault, new ChatWire("chat.completion", usage, false).whole(answer));
        }
    }

    private void stream(Exchange exchange, ChatRequest request, ChatAnswer answer, Call call, @Nullable String usage) {
        Directives directives = request.directives();
        int cutAfter = directives.fault() instanceof Fault.Cut(int chunks) ? chunks : Integer.MAX_VALUE;
        ChatWire wire = new ChatWire("chat.completion.chunk", usage, request.includeUsage());
        new ChatStream(vertx, exchange, answer, wire, directives.timing(), cutAfter)
                .start((how, sent) -> log.end(call, how, sent));
    }
}
