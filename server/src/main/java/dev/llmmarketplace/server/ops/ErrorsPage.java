package dev.llmmarketplace.server.ops;

import dev.llmmarketplace.core.kernel.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where the {@code type} of problem documents leads: every error, its status, and whose doing it is. */
public final class ErrorsPage {
    private ErrorsPage() {}

    public static byte[] html() {
        String rows = Arrays.stream(ErrorCode.values()).map(ErrorsPage::row).collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>LLM Marketplace: errors</title></head>
                <body>
                <h1>Errors</h1>
                <p>The <code>code</code> of a problem document, its status, what it means, and whose doing it is.</p>
                <table>
                <tr><th>code</th><th>status</th><th>meaning</th><th>kind</th></tr>
                %s</table>
                </body>
                </html>
                """.formatted(rows).getBytes(StandardCharsets.UTF_8);
    }

    private static String row(ErrorCode code) {
        return "<tr id=\"%s\"><td><code>%s</code></td><td>%d</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        code.code(),
                        code.code(),
                        code.status(),
                        code.title(),
                        code.kind().name().toLowerCase(java.util.Locale.ROOT));
    }
}
