package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The seal on the secrets of webhooks; one moved to another row does not open. */
final class WebhookSecrets {
    private final SecretVault vault;

    WebhookSecrets(SecretVault vault) {
        this.vault = vault;
    }

    byte[] seal(WebhookId webhook, Secret secret) {
        return vault.seal(secret, context(webhook));
    }

    /** Those to sign with now, of a row with the columns of {@code webhook}: the present one first. */
    List<Secret> good(ResultSet row, WebhookId webhook, Instant now) throws SQLException {
        List<Secret> good = new ArrayList<>();
        good.add(vault.open(row.getBytes("secret"), context(webhook)));
        Instant until = Columns.nullableInstant(row, "retiring_until");
        if (until != null && until.isAfter(now)) {
            good.add(vault.open(row.getBytes("retiring_secret"), context(webhook)));
        }
        return good;
    }

    private static String context(WebhookId webhook) {
        return "webhook:" + webhook;
    }
}
