package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import dev.llmmarketplace.server.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The catalogue for other programs: feeds, {@code llms.txt}, linked data. */
@ExtendWith(SharedMarketplace.class)
final class SyndicationTest {
    private static final String TITLE = "Tea & <b>milk</b>";

    private final TestMarketplace marketplace;
    private final Api anyone;
    private String provider = "";
    private String name = "";

    SyndicationTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.anyone = marketplace.nobody();
    }

    @BeforeEach
    void list() {
        provider = marketplace.unique("tells");
        name = provider + "/one";
        list("one", 2);
    }

    private void list(String service, int price) {
        marketplace
                .root()
                .post("/api/v1/listings", """
                        {"listings": [{"manifestVersion": 1, "provider": "%s", "name": "%s", "version": "1.0.0",
                         "title": %s, "description": "Serves <b>tea</b> & more.", "category": "text-generation",
                         "capabilities": [{"name": "chat"}],
                         "pricing": {"model": "per-token", "rates": {"input": %d, "output": 10}}}]}
                        """.formatted(provider, service, Json.text(TITLE), price))
                .expect(200);
    }

    @Test
    void whatIsNewIsInTheFeedOnceWhateverItsPricesDo() throws Exception {
        Element first = item("/feeds/new.xml");
        assertThat(text(first, "link")).isEqualTo(anyone.address() + "/services/" + name);
        assertThat(text(first, "description")).isEqualTo(TITLE);
        assertThat(ZonedDateTime.parse(text(first, "pubDate"), DateTimeFormatter.RFC_1123_DATE_TIME))
                .isNotNull();

        list("one", 3);
        assertThat(text(item("/feeds/new.xml"), "guid")).isEqualTo(text(first, "guid"));
    }

    @Test
    void whatIsDeprecatedIsInItsFeedWithItsSuccessor() throws Exception {
        assertThat(items("/feeds/deprecated.xml"))
                .noneMatch(item -> text(item, "title").equals(name));
        String id = anyone.get("/api/v1/services/by-name/" + name).at("/id");
        list("two", 2);
        marketplace
                .root()
                .post(
                        "/api/v1/services/" + id + "/versions/1.0.0/deprecate",
                        "{\"successor\": \"%s/two\"}".formatted(provider))
                .expect(200);

        assertThat(text(item("/feeds/deprecated.xml"), "description")).contains("Use " + provider + "/two instead.");
    }

    @Test
    void aReaderThatHasTheFeedIsToldSo() {
        Reply reply = anyone.get("/feeds/deprecated.xml").expect(200);
        assertThat(reply.header("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/rss+xml"));
        anyone.send(
                        "GET",
                        "/feeds/deprecated.xml",
                        request -> request.header(
                                "if-none-match", reply.header("etag").orElseThrow()))
                .expect(304);
    }

    @Test
    void llmsTextLeadsToTheInterfacesAndToWhatIsNew() {
        await("it is counted")
                .atMost(Duration.ofMinutes(1))
                .until(() -> anyone.get("/llms.txt")
                        .text()
                        .contains(
                                "[text-generation](" + anyone.address() + "/api/v1/search?category=text-generation)"));
        assertThat(anyone.get("/llms.txt").expect(200).text())
                .startsWith("# LLM Marketplace\n")
                .contains("(" + anyone.address() + "/mcp)")
                .contains("[" + name + "](" + anyone.address() + "/api/v1/services/by-name/" + name + ")");
    }

    @Test
    void aPublicPageTellsSearchEnginesWhatTheServiceIs() {
        String page = anyone.get("/services/" + name + "?version=1.0.0&utm_source=elsewhere")
                .expect(200)
                .text();
        String begin = "<script type=\"application/ld+json\">";
        assertThat(page).contains("<div id=\"root\">").containsOnlyOnce(begin);
        String data = page.substring(page.indexOf(begin) + begin.length());
        String json = data.substring(0, data.indexOf("</script>"));
        assertThat(json).doesNotContain("<");
        JsonNode service = Json.tree(json);
        assertThat(service.at("/@type").asText()).isEqualTo("WebAPI");
        assertThat(service.at("/url").asText()).isEqualTo(anyone.address() + "/services/" + name);
        assertThat(service.at("/description").asText()).isEqualTo("Serves <b>tea</b> & more.");
        assertThat(service.at("/offers/0/priceSpecification/price").asText()).isEqualTo("2");

        assertThat(anyone.get("/services/nobody/nothing").expect(200).text())
                .contains("<div id=\"root\">")
                .doesNotContain("ld+json");
        anyone.get("/services/NOBODY/!").expect(200);
    }

    private Element item(String feed) throws Exception {
        return items(feed).stream()
                .filter(item -> text(item, "title").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Element> items(String feed) throws Exception {
        byte[] xml = anyone.get(feed).expect(200).text().getBytes(StandardCharsets.UTF_8);
        NodeList items = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getElementsByTagName("item");
        return IntStream.range(0, items.getLength())
                .mapToObj(items::item)
                .map(Element.class::cast)
                .toList();
    }

    private static String text(Element item, String child) {
        return item.getElementsByTagName(child).item(0).getTextContent();
    }
}
