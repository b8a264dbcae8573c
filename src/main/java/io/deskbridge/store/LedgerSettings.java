package io.deskbridge.store;

import io.deskbridge.core.Secret;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the ledger is.
 *
 * @param data the folder of the embedded database; made when it is missing, readable by its owner only
 * @param url {@code jdbc:postgresql://host/database} for a ledger that several processes share; empty for the embedded one
 * @param user of the shared database
 * @param password of the shared database
 */
@ConfigurationProperties("deskbridge.store")
public record LedgerSettings(
        @DefaultValue("data") Path data,
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") Secret password) {

    /** The embedded database in that folder. */
    public static LedgerSettings embedded(Path data) {
        return new LedgerSettings(data, "", "", Secret.of(""));
    }

    /** The address without its parameters: one may be a password. */
    String shownUrl() {
        return url.replaceAll("\\?.*", "");
    }

    @Override
    public String toString() {
        return "LedgerSettings[data=" + data + ", url=" + shownUrl() + "]";
    }
}
