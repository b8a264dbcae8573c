package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Words;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.meta.GraphApi;
import java.net.URI;
import java.util.Map;

/**
 * Fetches what customers sent: by its id an address that lives for five minutes, and from there the bytes, with the token.
 * So the id is kept, and the address is asked for anew each time. After 30 days the file is gone.
 */
final class Files {
    /** Stands before the id of a file. */
    static final String REFERENCE = "whatsapp-media:";

    private static final String[] OWN_HOSTS = {".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net"};

    private final GraphApi api;
    private final WhatsAppSettings settings;
    private final GuardedFetch fetch;

    Files(GraphApi api, WhatsAppSettings settings, GuardedFetch fetch) {
        this.api = api;
        this.settings = settings;
        this.fetch = fetch;
    }

    Media fetch(Attachment attachment, long maxBytes) {
        if (!attachment.reference().startsWith(REFERENCE)) {
            throw new Failure.Rejected("WhatsApp keeps no such file");
        }
        JsonNode file = file(attachment.reference().substring(REFERENCE.length()));
        if (file.path("file_size").asLong(0) > maxBytes) {
            throw new Failure.Rejected("the file from WhatsApp is larger than " + maxBytes + " bytes");
        }
        URI address = address(file.path("url").asText(""));
        return fetch.fetch(
                address,
                attachment.name().orElse(""),
                maxBytes,
                isMetas(address)
                        ? Map.of(
                                "Authorization",
                                "Bearer " + settings.accessToken().reveal())
                        : Map.of());
    }

    private JsonNode file(String id) {
        try {
            return api.get("/" + id, Map.of("phone_number_id", settings.phoneNumberId()));
        } catch (Failure.Rejected e) {
            throw new Failure.Rejected(new Words(
                    "WhatsApp does not have the file any more; it keeps files for 30 days",
                    "WhatsApp hat die Datei nicht mehr; es bewahrt Dateien 30 Tage lang auf"));
        }
    }

    private static URI address(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new Failure.Unreadable("WhatsApp gave an address for a file that is none", e);
        }
    }

    /** The token goes to nobody else. */
    private boolean isMetas(URI address) {
        URI base = settings.baseUrl();
        if (base.getScheme().equals(address.getScheme()) && base.getAuthority().equals(address.getAuthority())) {
            return true;
        }
        String host = address.getHost() == null ? "" : address.getHost();
        for (String own : OWN_HOSTS) {
            if ("https".equals(address.getScheme()) && host.endsWith(own)) {
                return true;
            }
        }
        return false;
    }
}
