package io.deskbridge.route;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The three routes of the README's help desk, as they stand there but for the address and the times. */
final class HelpDeskRecipe {
    private HelpDeskRecipe() {}

    static String entries(HelpDeskApi api) {
        return recipe("id: helpdesk-entries")
                .replace("helpdesk.internal", api.host())
                .replace("responseTimeout: 20000", "responseTimeout: 500");
    }

    static String comments(HelpDeskApi api) {
        return recipe("id: helpdesk-comments")
                .replace("helpdesk.internal", api.host())
                .replace("period: 10000", "period: 100");
    }

    static String tickets(HelpDeskApi api) {
        return recipe("id: helpdesk-tickets")
                .replace("helpdesk.internal", api.host())
                .replace("period: 10000", "period: 100");
    }

    private static String recipe(String words) {
        try {
            return RecipesTest.recipes().stream()
                    .filter(recipe -> recipe.contains(words))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hub between a network in memory and the help desk. */
    static HubApp app(java.nio.file.Path folder, HelpDeskApi api) {
        return new HubApp(folder)
                .with("deskbridge.desks.helpdesk.type", "custom")
                .with("deskbridge.desks.helpdesk.product", "Our help desk")
                .with("deskbridge.desks.helpdesk.settle", "700ms")
                .with("deskbridge.routes.settings.helpdesk-token", HelpDeskApi.TOKEN)
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:helpdesk'}"))
                .route("out", Yaml.route("out", "desk:helpdesk", "to: {uri: 'channel:origin'}"))
                .route("helpdesk-entries", entries(api))
                .route("helpdesk-comments", comments(api))
                .route("helpdesk-tickets", tickets(api));
    }
}
