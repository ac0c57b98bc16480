package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.admit.Admission;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.SocketListener;
import dev.llmmarketplace.gateway.forward.SocketRequest;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.forward.UpstreamSocket;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.route.Itinerary;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket up to its opening: admitted like any call, opened with the provider, and only then with the caller, so that
 * what goes wrong before has a status. From then on it is a {@link SocketSession}. Belongs to one event loop.
 */
final class SocketCall implements SocketListener {
    private static final String SWITCHED = "The provider refused the WebSocket with status ";
    private static final int SWITCHING = 101;

    private final Station station;
    private final Arrival arrival;
    private final RingKey key;
    private final Entrance entrance;
    private final boolean realtime;
    private final OfferedProtocols offered;
    private @Nullable Opening opening;
    private boolean over;

    /** What there is once the call is recorded. */
    private static final class Opening {
        final Outbound outbound;
        final Settlement settlement;
        final Itinerary itinerary;

        @Nullable
        UpstreamSocket provider;

        Opening(Outbound outbound, Settlement settlement, int first) {
            this.outbound = outbound;
            this.settlement = settlement;
            this.itinerary = outbound.itinerary(first);
        }
    }

    /**
     * @param named what is called, by its label
     * @param realtime true when the provider is asked for a model, as OpenAI's Realtime API is
     */
    SocketCall(Station station, Arrival arrival, RingKey key, String named, boolean realtime) {
        this.station = station;
        this.arrival = arrival;
        this.key = key;
        this.entrance = new Entrance(station, arrival, key, named);
        this.realtime = realtime;
        this.offered = OfferedProtocols.of(arrival.request().headers());
    }

    void begin() {
        arrival.request().pause();
        arrival.request().response().closeHandler(_ -> callerGone());
        entrance.ask(this::decided);
    }

    private void decided(Admission admission) {
        switch (admission) {
            case Admission.Refused refused -> {
                arrival.reply().limitedBy(refused.grant());
                refuse(refused.error(), refused.retryAfterNanos());
            }
            case Admission.Admitted(Ticket ticket) -> {
                if (over) {
                    ticket.close();
                } else {
                    open(ticket);
                }
            }
        }
    }

    private void open(Ticket ticket) {
        arrival.reply().limitedBy(ticket.grant());
        switch (entrance.pass(ticket)) {
            case Entrance.Passed.Out(WireError error, long retryAfterNanos) -> refuse(error, retryAfterNanos);
            case Entrance.Passed.In(Outbound outbound, Settlement settlement, int first) -> {
                Opening begun = new Opening(outbound, settlement, first);
                opening = begun;
                connect(begun);
            }
        }
    }

    private void connect(Opening current) {
        Destination to = current.itinerary.here();
        if (!to.authorized(System.nanoTime())) {
            station.tokens().await(to, station.loop(), failure -> authorized(current, failure));
            return;
        }
        current.itinerary.triesHere();
        current.settlement.sent();
        current.settlement.goesTo(to);
        UpstreamSocket provider = station.upstreams().open(request(current, to), this);
        if (current.provider == null) { // it may have failed and been opened elsewhere already
            current.provider = provider;
        }
    }

    private void authorized(Opening current, @Nullable UpstreamFailure failure) {
        if (over) {
            return;
        }
        if (failure == null) {
            connect(current);
        } else {
            current.itinerary.triesHere();
            current.settlement.sent();
            failed(failure);
        }
    }

    private SocketRequest request(Opening current, Destination to) {
        return new SocketRequest(
                to.origin(),
                address(to),
                offered.forProvider(),
                headers(current, to),
                station.settings().limits().bodyBytes(),
                current.outbound.ticket().target().patience().firstByte());
    }

    private URI address(Destination to) {
        URI url = to.endpoint().url();
        return realtime
                ? URI.create(url + "?model=" + URLEncoder.encode(to.endpoint().upstreamModel(), StandardCharsets.UTF_8))
                : url;
    }

    private HttpHeaders headers(Opening current, Destination to) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set("user-agent", "llm-marketplace");
        headers.set("x-request-id", arrival.requestId());
        headers.set("x-marketplace-call-id", arrival.call().toString());
        if (current.settlement.attempts() > 1) {
            headers.set("x-marketplace-attempt", current.settlement.attempts());
        }
        List<String> credential = to.credentialHeader();
        if (!credential.isEmpty()) {
            headers.set(credential.getFirst(), credential.getLast());
        }
        Trace trace = arrival.trace();
        RequestIds.passOn(
                headers,
                "traceparent",
                trace == null ? arrival.request().getHeader("traceparent") : trace.traceparent());
        RequestIds.passOn(headers, "tracestate", arrival.request().getHeader("tracestate"));
        RequestIds.passOn(headers, "openai-beta", arrival.request().getHeader("openai-beta"));
        return headers;
    }

    @Override
    public void opened(@Nullable String protocol) {
        Opening current = opening;
        if (current == null || current.provider == null) {
            return;
        }
        current.itinerary.here().answers();
        current.settlement.began(new AnswerHead(SWITCHING, null, List.of()));
        UpstreamSocket provider = current.provider;
        arrival.reply().after(current.settlement.attempts());
        arrival.reply().switchesTo(protocol == null ? offered.first() : protocol);
        arrival.request().toWebSocket().onComplete(upgrade -> {
            if (upgrade.succeeded()) {
                over = true;
                begin(current, upgrade.result(), provider);
            } else {
                provider.close(SocketSession.GOING_AWAY, "");
                callerGone();
            }
        });
    }

    private void begin(Opening current, ServerWebSocket caller, UpstreamSocket provider) {
        SocketSession session = new SocketSession(station, current.outbound, current.settlement, caller, provider);
        session.begin(arrival.startedAtNanos());
    }

    @Override
    public void refused(int status) {
        Opening current = opening;
        if (current == null || over) {
            return;
        }
        if (status == 401) {
            current.itinerary.here().disowned();
        }
        boolean unwell = Retries.fails(status);
        if (unwell) {
            current.itinerary.failsHere("status " + status);
        } else {
            current.itinerary.here().answers();
        }
        if (!unwell || !openElsewhere(current)) {
            end(Outcome.UPSTREAM_ERROR, WireError.of(ErrorCode.UPSTREAM_FAILED, SWITCHED + status + "."));
        }
    }

    @Override
    public void failed(UpstreamFailure failure) {
        Opening current = opening;
        if (current == null || over) {
            return;
        }
        current.itinerary.failsHere(failure.message());
        boolean safe = Retries.worthAnother(Route.INVOKE, failure);
        if (!safe || !openElsewhere(current)) {
            end(Endings.outcome(failure), Endings.error(failure));
        }
    }

    private boolean openElsewhere(Opening current) {
        int next = current.settlement.attempts() == Retries.MOST
                ? Destinations.NONE
                : current.itinerary.another(System.nanoTime());
        if (next == Destinations.NONE) {
            return false;
        }
        station.metrics().retried();
        current.itinerary.goTo(next);
        current.provider = null;
        connect(current);
        return true;
    }

    private void end(Outcome outcome, WireError error) {
        over = true;
        if (opening != null) {
            arrival.reply().after(opening.settlement.attempts());
            opening.settlement.settle(outcome, null);
        }
        arrival.reply().refuse(error, 0);
    }

    private void callerGone() {
        if (over) {
            return;
        }
        over = true;
        Opening current = opening;
        if (current != null && !current.settlement.settled()) {
            if (current.provider != null) {
                current.provider.close(SocketSession.GOING_AWAY, "");
            }
            current.itinerary.here().tellsNothing();
            current.settlement.settle(Outcome.CLIENT_CLOSED, null);
        }
    }

    private void refuse(WireError error, long retryAfterNanos) {
        over = true;
        station.refused(arrival, key, error.code());
        arrival.reply().refuse(error, retryAfterNanos);
    }

    @Override
    public void closed(int code, String reason) {
        failed(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "The provider closed the WebSocket at once."));
    }
}
