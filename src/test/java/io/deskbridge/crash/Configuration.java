package io.deskbridge.crash;

import java.util.Map;

/** What an integrator would write for these networks and this desk. */
final class Configuration {
    private Configuration() {}

    /**
     * Paces are short, because a run lasts minutes. {@code http.answer} is how long the hub waits for a remote, and a
     * quarter more how long it waits before it looks up what became of a call that broke off: 20 s and 25 s as shipped.
     */
    static String of(World world) {
        return """
                deskbridge:
                  sandbox:
                    enabled: false
                  http:
                    allow-private-hosts: 127.0.0.1
                    answer: 4s
                  hub:
                    sweep: 2s
                  channels:
                    acme-x:
                      type: x
                      base-url: "WORLD/sandbox/x"
                      account: acme
                      bearer: app-acme
                      client-id: sandbox-app
                      refresh-token: refresh-acme
                      consumer-secret: sandbox-x-consumer-secret
                      mentions-pace: 1s
                      direct-messages: false
                      deletions-pace: 1h
                    acme-bluesky:
                      type: bluesky
                      service: "WORLD/sandbox/bluesky"
                      pinned: true
                      identifier: acme.sandbox.example
                      app-password: sandbox
                      pace: 1s
                      threads-pace: 10s
                      changes-pace: 1h
                      overlap-pace: 30s
                      chat: false
                    shop:
                      type: custom
                      network: Our shop
                      settle: 1s
                  desks:
                    zendesk:
                      type: zendesk
                      base-url: "WORLD/sandbox/zendesk"
                      email: hub@sandbox.example
                      api-token: sandbox-zendesk-token
                      webhook-secret: sandbox-zendesk-webhook-secret
                      pace: 1s
                      updates-per-ticket: 1000000
                """
                .replace("WORLD", world.address());
    }

    /** The admin's folder: file name without its ending, and content. */
    static Map<String, String> routes(Shop shop) {
        return Map.of(
                "to-zendesk",
                """
                - route:
                    id: to-zendesk
                    description: Whatever customers say becomes a ticket.
                    from:
                      uri: channel:acme-x,acme-bluesky,shop
                      steps:
                        - to:
                            uri: desk:zendesk
                """,
                "replies",
                """
                - route:
                    id: replies
                    description: Agents' public comments go back to where their ticket came from.
                    from:
                      uri: desk:zendesk
                      steps:
                        - to:
                            uri: channel:origin
                """,
                "shop-answers",
                """
                - route:
                    id: shop-answers
                    description: Answers to the shop's customers go to the shop.
                    from:
                      uri: outbox:shop
                      steps:
                        - setBody:
                            expression:
                              simple:
                                expression: '{"under": "${body.inReplyTo.id.value}", "text": "${body.text}"}'
                        - to:
                            uri: "http:127.0.0.1:PORT/answers"
                """
                        .replace("PORT", String.valueOf(shop.port())));
    }
}
