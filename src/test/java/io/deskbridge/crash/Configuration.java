package io.deskbridge.crash;

import java.time.Duration;
import java.util.Map;

/** What an integrator would write for these networks and desks. */
final class Configuration {
    /**
     * How long the hub waits for WhatsApp's word. It counts while a hub listens; the one process that WhatsApp tells may be
     * dead, start again, and be told only when WhatsApp tries again.
     */
    static final Duration STATUS_WAIT = Duration.ofSeconds(30);

    private Configuration() {}

    /**
     * Paces are short, because a run lasts minutes. {@code http.answer} is how long the hub waits for a remote, and a
     * quarter more how long it waits before it looks up what became of a call that broke off: 20 s and 25 s as shipped. A
     * mail can be on its way for longer, and the sandbox's mail server is slow while everything starts: 20 s, 60 s as shipped.
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
                    acme-facebook:
                      type: facebook
                      base-url: "WORLD/sandbox/facebook"
                      page-id: 101
                      access-token: page-101-sandbox
                      app-secret: sandbox-meta-app-secret
                      verify-token: sandbox-meta-verify-token
                      pace: 2s
                      posts: 200
                      mentions: false
                      ratings: false
                    acme-whatsapp:
                      type: whatsapp
                      base-url: "WORLD/sandbox/whatsapp"
                      app: whatsapp
                      phone-number-id: "106540352242922"
                      business-account-id: "102290129340398"
                      access-token: system-acme
                      app-secret: sandbox-whatsapp-app-secret
                      verify-token: sandbox-whatsapp-verify-token
                      status-wait: STATUS_WAIT
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
                    jira:
                      type: jira
                      base-url: "WORLD/sandbox/jira"
                      email: hub@sandbox.example
                      api-token: sandbox-jira-token
                      webhook-secret: sandbox-jira-webhook-secret
                      project: HELP
                      customer-address: social+*@customers.example
                      index-lag: 2s
                      pace: 1s
                    mailbox:
                      type: mail
                      team: team@sandbox.example
                      reply-address: hub@sandbox.example
                      smtp: { host: 127.0.0.1, port: SMTP, tls: none }
                      imap: { host: 127.0.0.1, port: IMAP, user: hub@sandbox.example, password: sandbox-mail-password, tls: none }
                      pace: 1s
                      settle: 20s
                """
                .replace("WORLD", world.address())
                .replace("SMTP", String.valueOf(world.smtpPort()))
                .replace("IMAP", String.valueOf(world.imapPort()))
                .replace("STATUS_WAIT", STATUS_WAIT.toSeconds() + "s");
    }

    /**
     * The admin's folder: file name without its ending, and content. The mailbox gets least: to show a mail, the mail server
     * of the sandbox counts all mails anew for each mail it has, so that twice as many cost four times the work.
     */
    static Map<String, String> routes(Shop shop) {
        return Map.of(
                "to-desks",
                """
                - route:
                    id: to-desks
                    description: Whatever customers say becomes a ticket; the last digit of the conversation's number says where.
                    from:
                      uri: channel:acme-x,acme-bluesky,acme-facebook,acme-whatsapp,shop
                      steps:
                        - choice:
                            when:
                              - expression:
                                  simple:
                                    expression: '${body.text} regex "(?s).*M[0-9]*[0-3]x[0-9].*"'
                                steps:
                                  - to:
                                      uri: desk:zendesk
                              - expression:
                                  simple:
                                    expression: '${body.text} regex "(?s).*M[0-9]*[4-6]x[0-9].*"'
                                steps:
                                  - to:
                                      uri: desk:jira
                                      parameters: { project: HELP, request-type: Social media }
                              - expression:
                                  simple:
                                    expression: '${body.text} regex "(?s).*M[0-9]*[78]x[0-9].*"'
                                steps:
                                  - to:
                                      uri: desk:jira
                                      parameters: { project: SOC }
                            otherwise:
                              steps:
                                - to:
                                    uri: desk:mailbox
                """,
                "replies",
                """
                - route:
                    id: replies
                    description: Agents' public comments go back to where their ticket came from.
                    from:
                      uri: desk:zendesk,jira,mailbox
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
