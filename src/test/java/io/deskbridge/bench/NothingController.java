package io.deskbridge.bench;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What webhook intake is measured against: an ordinary address of the same server that does nothing. */
@RestController
class NothingController {
    static final String PATH = "/nothing";

    @PostMapping(PATH)
    byte[] nothing() {
        return new byte[0];
    }
}
