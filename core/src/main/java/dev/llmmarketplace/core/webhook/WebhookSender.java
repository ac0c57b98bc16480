package dev.llmmarketplace.core.webhook;

import java.net.URI;
import java.util.Map;

/** POSTs to receivers, to public addresses only unless the operator allows others. Blocking; thread-safe. */
public interface WebhookSender {
    /** Whatever happens becomes an attempt; it throws nothing. */
    Attempt send(URI url, Map<String, String> headers, String body);
}
