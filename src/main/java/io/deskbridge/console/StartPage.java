package io.deskbridge.console;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads to the console; while the sandbox is on, its own page is the first one. */
@Hidden
@Controller
@ConditionalOnProperty(name = "deskbridge.sandbox.enabled", havingValue = "false", matchIfMissing = true)
class StartPage {
    @GetMapping("/")
    String start() {
        return "redirect:/console/";
    }
}
