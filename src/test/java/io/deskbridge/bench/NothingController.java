package io.deskbridge.bench;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What webhook intake is measured against: a call beside it in the same server, behind the same filters, that does nothing. */
@RestController
class NothingController {
    static final String PATH = "/webhooks/nothing";

    @PostMapping(PATH)
    byte[] nothing() {
        return new byte[0];
    }
}
