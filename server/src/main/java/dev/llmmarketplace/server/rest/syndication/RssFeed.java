package dev.llmmarketplace.server.rest.syndication;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A feed (RSS 2.0, rssboard.org/rss-specification).
 *
 * @param self its own address
 * @param link the page that it is about
 */
record RssFeed(String title, String description, String self, String link, List<Entry> entries) {
    static final String CONTENT_TYPE = "application/rss+xml; charset=utf-8";

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    /**
     * @param id never given to another entry
     * @param link a page
     */
    record Entry(String id, String title, String link, String description, String category, Instant at) {}

    String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeNamespace("atom", ATOM);
            writeChannel(xml);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory can always be written to", e);
        }
        return text.toString();
    }

    private void writeChannel(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("channel");
        element(xml, "title", title);
        element(xml, "link", link);
        element(xml, "description", description);
        xml.writeEmptyElement("atom", "link", ATOM);
        xml.writeAttribute("href", self);
        xml.writeAttribute("rel", "self");
        xml.writeAttribute("type", "application/rss+xml");
        if (!entries.isEmpty()) {
            element(xml, "lastBuildDate", date(entries.getFirst().at()));
        }
        for (Entry entry : entries) {
            write(xml, entry);
        }
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("item");
        element(xml, "title", entry.title());
        element(xml, "link", entry.link());
        element(xml, "description", entry.description());
        element(xml, "category", entry.category());
        element(xml, "guid", entry.id(), Map.of("isPermaLink", "false"));
        element(xml, "pubDate", date(entry.at()));
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        element(xml, name, text, Map.of());
    }

    private static void element(XMLStreamWriter xml, String name, String text, Map<String, String> attributes)
            throws XMLStreamException {
        xml.writeStartElement(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            xml.writeAttribute(attribute.getKey(), attribute.getValue());
        }
        xml.writeCharacters(allowed(text));
        xml.writeEndElement();
    }

    /** Without the characters that XML 1.0 cannot hold, not even escaped. */
    private static String allowed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c < 0xD800
                        || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
