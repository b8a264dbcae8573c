package io.deskbridge.hub;

import org.springframework.stereotype.Component;

/**
 * Whether the hub works yet. It takes in as soon as its accounts are open, and works on nothing before the routes stand:
 * what no route takes is set aside, and would be overtaken by all that follows it.
 */
@Component
class Beginning {
    private volatile boolean over;

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
