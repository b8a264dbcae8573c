package io.deskbridge.sandbox.whatsapp;

import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import io.deskbridge.sandbox.meta.MetaApp;
import org.springframework.stereotype.Component;

/** Who may call, and what proves it. */
@Component("sandboxWhatsAppDoor")
@SandboxPart
class Door {
    static final String TOKEN = "system-acme";
    static final MetaApp APP = new MetaApp("sandbox-whatsapp-app-secret");

    /** A call of the company: with its token, and with a proof that is right where there is one. */
    void company(String authorization, String proof) {
        if (!authorization.equals("Bearer " + TOKEN)) {
            throw GraphProblem.token();
        }
        APP.prove(TOKEN, proof);
    }

    void app(String authorization) {
        APP.admit("sandbox-app", authorization);
    }
}
