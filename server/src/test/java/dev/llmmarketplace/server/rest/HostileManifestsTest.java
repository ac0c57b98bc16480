package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manifests that mean harm: a clear answer, soon, and nothing stored. */
@ExtendWith(SharedMarketplace.class)
final class HostileManifestsTest {
    private static final int HUNDRED_MEGABYTES = 100_000_000;

    private final TestMarketplace marketplace;
    private String slug = "";
    private Api provider;

    HostileManifestsTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
    }

    @BeforeEach
    void aProvider() {
        slug = marketplace.unique("hostile");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    @Test
    void aHundredMegabytesAreRefusedBeforeTheyAreSent() throws IOException {
        try (Socket socket = post("content-length: " + HUNDRED_MEGABYTES + "\r\n")) {
            assertThat(status(socket)).isEqualTo("HTTP/1.1 413");
        }
    }

    /** How long they are is not said; a bit more than the limit is taken in, and then no more. */
    @Test
    void aHundredMegabytesThatAreNotAnnouncedAreCutOff() throws IOException {
        try (Socket socket = post("transfer-encoding: chunked\r\n")) {
            OutputStream out = socket.getOutputStream();
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try {
                for (int sent = 0;
                        sent < HUNDRED_MEGABYTES && socket.getInputStream().available() == 0;
                        sent += 0x10000) {
                    out.write(chunk);
                }
            } catch (SocketException e) {
                return; // it was cut off while it came
            }
            assertThat(status(socket)).isEqualTo("HTTP/1.1 413");
        }
    }

    private Socket post(String length) throws IOException {
        URI address = marketplace.nobody().address();
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(30_000);
        String head = "POST /api/v1/services HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + provider.token()
                + "\r\ncontent-type: application/yaml\r\n" + length + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    /** Nothing is unpacked, so nothing can swell. */
    @Test
    void whatIsPackedIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }
        Reply refused = provider.send(
                "POST",
                "/api/v1/services",
                request -> request.header("content-type", "application/yaml")
                        .header("content-encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray())));

        assertThat(refused.status()).isBetween(400, 415);
    }

    @Test
    void aSchemaThatContainsItselfIsPublishedAsItIs() {
        Reply published =
                provider.publish(manifest("chat", "Answers questions.", """
                [{name: tree, parameters: {$ref: "#/$defs/Tree", $defs: {Tree: {type: object, properties: \
                {left: {$ref: "#/$defs/Tree"}, right: {$ref: "#"}}}}}}]""")).expect(201);

        assertThat(published.at("/capabilities/0/parameters/$defs/Tree/properties/left/$ref"))
                .isEqualTo("#/$defs/Tree");
    }

    @Test
    void aSchemaThatRefersElsewhereIsNeverFetched() {
        Reply published =
                provider.publish(manifest("fetches", "Answers questions.", """
                [{name: tree, parameters: {$ref: "http://169.254.169.254/latest/meta-data"}}]""")).expect(201);

        assertThat(published.at("/capabilities/0/parameters/$ref")).startsWith("http://169");
    }

    @Test
    void lookAlikesAndScriptsAreNamedTogether() {
        Reply refused = provider.publish(manifest("chat", "Hi <script>alert(1)</script>", "[{name: \"сhat\"}]"))
                .expectProblem(422, "validation_failed");

        assertThat(refused.violation("/capabilities/0/name").path("id").asText())
                .isEqualTo("name-in-one-script");
        assertThat(refused.violation("/description").path("id").asText()).isEqualTo("text-without-script");
    }

    private String manifest(String name, String description, String capabilities) {
        return """
                manifestVersion: 1
                provider: %s
                name: %s
                version: 1.0.0
                title: A chat
                description: %s
                category: text-generation
                capabilities: %s
                pricing: {model: per-token, rates: {input: 1, output: 2}}
                endpoint: {url: "https://api.example.com/v1", authentication: {type: bearer}}
                compliance: {dataResidency: [CH]}
                """.formatted(slug, name, description, capabilities);
    }
}
