package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** What a customer put into the basket of our catalog, as text: one line a product. */
final class Orders {
    private Orders() {}

    static String text(JsonNode order) {
        var lines = new ArrayList<String>();
        String words = order.path("text").asText("");
        if (!words.isBlank()) {
            lines.add(words);
        }
        for (JsonNode item : order.path("product_items")) {
            lines.add(item.path("quantity").asText("?") + " × "
                    + item.path("product_retailer_id").asText("?") + ", "
                    + item.path("item_price").asText("?") + " "
                    + item.path("currency").asText(""));
        }
        return String.join("\n", lines);
    }
}
