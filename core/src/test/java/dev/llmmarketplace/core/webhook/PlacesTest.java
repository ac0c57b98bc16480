package dev.llmmarketplace.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.WebhookId;
import org.junit.jupiter.api.Test;

/** Receivers that are slow keep nobody else waiting. */
final class PlacesTest {
    private static final int ALL = 16;
    private final Places places = new Places(ALL);

    /** Takes all that it gets, for four webhooks, and never ends. */
    private int fill(OrganisationId organisation) {
        int taken = 0;
        for (int webhook = 0; webhook < 4; webhook++) {
            WebhookId id = WebhookId.next();
            while (places.enter(organisation, id)) {
                taken++;
            }
        }
        return taken;
    }

    @Test
    void howeverManyOrganisationsAreSlowTheNextOneFindsAPlace() {
        for (int slow = 1; slow <= 4; slow++) {
            assertThat(fill(OrganisationId.next()))
                    .as("places of number %d", slow)
                    .isPositive();
        }
        assertThat(places.enter(OrganisationId.next(), WebhookId.next())).isTrue();
    }

    @Test
    void whoIsAloneTakesHalfAndAWebhookItsShareOfThat() {
        WebhookId webhook = WebhookId.next();
        OrganisationId organisation = OrganisationId.next();
        int taken = 0;
        while (places.enter(organisation, webhook)) {
            taken++;
        }

        assertThat(taken).isEqualTo(4);
        assertThat(taken + fill(organisation)).isEqualTo(ALL / 2);
    }

    @Test
    void whatIsLeftIsTakenAgain() {
        OrganisationId organisation = OrganisationId.next();
        WebhookId webhook = WebhookId.next();
        while (places.enter(organisation, webhook)) {
            assertThat(organisation).isNotNull();
        }

        places.leave(organisation, webhook);

        assertThat(places.enter(organisation, webhook)).isTrue();
        assertThat(places.enter(organisation, webhook)).isFalse();
    }
}
