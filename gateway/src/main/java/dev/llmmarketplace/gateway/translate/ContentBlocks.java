package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Parts of a chat's content as Anthropic's blocks. */
final class ContentBlocks {
    private static final String DATA = "data:";
    private static final String BASE64 = ";base64,";

    private ContentBlocks() {}

    static void text(JsonGenerator json, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /** Anthropic takes no empty ones. */
    static void textUnlessEmpty(JsonGenerator json, String text) throws IOException {
        if (!text.isEmpty()) {
            text(json, text);
        }
    }

    static void fromPart(JsonGenerator json, Node part) throws IOException, Untranslatable {
        Node type = part.require("type");
        switch (type.text()) {
            case "text" -> text(json, part.require("text").text());
            case "image_url" -> {
                Node image = part.require("image_url");
                image.takeUsual("detail", "auto");
                json.writeStartObject();
                json.writeStringField("type", "image");
                source(json, image.require("url").text());
                json.writeEndObject();
                image.finish();
            }
            case "file" -> file(json, part.require("file"));
            default -> throw type.untranslatable("Text, images and files have counterparts.");
        }
        part.finish();
    }

    private static void file(JsonGenerator json, Node file) throws IOException, Untranslatable {
        Node data = file.require("file_data");
        if (!data.text().startsWith(DATA)) {
            throw data.untranslatable("It must be a data URL.");
        }
        json.writeStartObject();
        json.writeStringField("type", "document");
        source(json, data.text());
        String title = file.takeText("filename");
        if (title != null) {
            json.writeStringField("title", title);
        }
        json.writeEndObject();
        file.finish();
    }

    private static void source(JsonGenerator json, String url) throws IOException {
        int base64 = url.indexOf(BASE64);
        json.writeObjectFieldStart("source");
        if (url.startsWith(DATA) && base64 > 0) {
            json.writeStringField("type", "base64");
            json.writeStringField("media_type", url.substring(DATA.length(), base64));
            json.writeStringField("data", url.substring(base64 + BASE64.length()));
        } else {
            json.writeStringField("type", "url");
            json.writeStringField("url", url);
        }
        json.writeEndObject();
    }
}
