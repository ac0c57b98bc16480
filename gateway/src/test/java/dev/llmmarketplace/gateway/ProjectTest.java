package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of a project hold for all its keys together, beside all others. */
final class ProjectTest {
    private final TestBed bed = new TestBed();
    private final ProjectId id = ProjectId.next();

    @AfterEach
    void close() {
        bed.close();
    }

    private String keyWithin(Project.Limits limits) {
        return bed.world
                .keyIn(new Project(id, bed.world.consumer, "search", limits, World.LONG_AGO))
                .reveal();
    }

    private HttpRequest ask(String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bed.gateway.port() + CHAT))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        ASK.replace("\"messages\"", "\"max_tokens\":100,\"messages\"")))
                .build();
    }

    private int status(String key) {
        return bed.gateway.send(ask(key)).statusCode();
    }

    @Test
    void twoKeysShareTheRequests() {
        Project.Limits limits = new Project.Limits(2, 0, 0, null);
        String one = keyWithin(limits);
        String other = keyWithin(limits);

        assertThat(List.of(status(one), status(other))).containsOnly(200);
        HttpResponse<String> refused = bed.gateway.send(ask(one));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .contains("The project of this API key is limited to 2 requests per minute.")
                .contains("\"scope\":\"project\",\"limit\":\"requests_per_minute\"")
                .contains("\"request\":\"PUT /api/v1/projects/{id}/limits\"");
        assertThat(status(bed.world.key)).isEqualTo(200);
    }

    @Test
    void theySitOnTheSameSeats() {
        Project.Limits limits = new Project.Limits(0, 0, 1, null);
        String one = keyWithin(limits);
        String other = keyWithin(limits);
        ConcurrentLinkedQueue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();
        bed.provider.does((request, _) -> waiting.add(request));
        CompletableFuture<HttpResponse<String>> first = bed.gateway.sendLater(ask(one));
        await().until(() -> waiting.size() == 1);

        assertThat(bed.gateway.send(ask(other)).body()).contains("\"code\":\"concurrency_limited\"");
        waiting.forEach(request -> FakeProvider.json(request.response(), FakeProvider.chat("x", 1, 1)));
        assertThat(first.join().statusCode()).isEqualTo(200);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("x", 1, 1)));
        assertThat(status(other)).isEqualTo(200);
    }

    @Test
    void aThousandCallersOfTwoKeysNeverSpendMoreThanTheProjectsBudget() {
        long budget = 1_500_000;
        Project.Limits limits = new Project.Limits(0, 0, 0, new Money(budget, "USD"));
        List<String> keys = List.of(keyWithin(limits), keyWithin(limits));
        bed.world.budget(1_000_000_000_000L);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("word", 50, 50)));
        List<CompletableFuture<HttpResponse<String>>> asking = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            asking.add(bed.gateway.sendLater(ask(keys.get(i % 2))));
        }

        List<Integer> statuses =
                asking.stream().map(answer -> answer.join().statusCode()).toList();

        assertThat(statuses).containsOnly(200, 402);
        int served = Math.toIntExact(
                statuses.stream().filter(status -> status == 200).count());
        long spent = bed.gateway.records(served).stream()
                .mapToLong(record -> record.cost().nanos())
                .sum();
        assertThat(spent).isLessThanOrEqualTo(budget).isGreaterThanOrEqualTo(100_000);
    }

    @Test
    void aSpentBudgetIsNamed() {
        String key = keyWithin(new Project.Limits(0, 0, 0, new Money(100, "USD")));
        HttpResponse<String> refused = bed.gateway.send(ask(key));

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.body())
                .contains("The project's budget of this month")
                .contains("\"action\":\"raise_project_budget\",\"scope\":\"project\"");
    }

    @Test
    void limitsThatAreTakenAwayHoldNoMore() {
        String key = keyWithin(new Project.Limits(1, 0, 0, null));
        assertThat(status(key)).isEqualTo(200);
        assertThat(status(key)).isEqualTo(429);

        bed.world.projects.put(new Project(id, bed.world.consumer, "search", Project.Limits.NONE, World.LONG_AGO));

        assertThat(status(key)).isEqualTo(200);
    }
}
