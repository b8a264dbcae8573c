package io.deskbridge.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the ledger is.
 *
 * @param data the folder of the embedded database; made when it is missing, readable by its owner only
 */
@ConfigurationProperties("deskbridge.store")
public record LedgerSettings(@DefaultValue("data") Path data) {}
