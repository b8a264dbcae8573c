package io.deskbridge.console;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The console's page; its files lie in {@code static/console}. */
@Hidden
@Controller
class ConsolePage {
    @GetMapping("/console")
    String withSlash() {
        return "redirect:/console/";
    }

    @GetMapping("/console/")
    String page() {
        return "forward:/console/index.html";
    }
}
