package dev.llmmarketplace.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A document in a file or at an address. No more of it is read than is allowed, from an address for no longer than half a
 * minute, and redirects are not followed.
 */
final class DocumentSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final String place;

    /** @param place a path, or an address that begins with http */
    DocumentSource(String place) {
        this.place = place;
    }

    /** Empty for a file. */
    Optional<URI> address() {
        try {
            return place.matches("(?i)https?://.*") ? Optional.of(new URI(place)) : Optional.empty();
        } catch (URISyntaxException e) {
            throw new CommandFailure(ExitCode.USAGE, place + " is no address: " + e.getReason() + ".");
        }
    }

    byte[] read(int most) {
        Optional<URI> address = address();
        try {
            return address.isPresent()
                    ? fetch(address.get(), most)
                    : bounded(Files.newInputStream(Path.of(place)), most);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "There is no file " + place + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot read " + place + ": " + e.getMessage());
        }
    }

    private byte[] bounded(InputStream stream, int most) throws IOException {
        try (stream) {
            byte[] text = stream.readNBytes(most + 1);
            if (text.length > most) {
                throw new CommandFailure(
                        ExitCode.REFUSED, place + " has more than " + most + " bytes, which is the most that is read.");
            }
            return text;
        }
    }

    private byte[] fetch(URI address, int most) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<byte[]> answer = client.sendAsync(
                            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most))
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .whenComplete((_, _) -> client.shutdownNow())
                    .get();
            if (answer.statusCode() != OK) {
                throw new CommandFailure(ExitCode.REFUSED, refusal(answer));
            }
            return answer.body();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String why = cause == null || cause.getMessage() == null ? "it broke off" : cause.getMessage();
            throw new IOException(cause instanceof TimeoutException ? "it did not come in time" : why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String refusal(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("location")
                .map(target -> place + " leads on to " + target + "; redirects are not followed, give that address.")
                .orElseGet(() -> place + " answered " + answer.statusCode() + ".");
    }
}
