package io.deskbridge.violations.hub;

import org.springframework.beans.factory.annotation.Autowired;

public class Work {
    @Autowired
    String injected = "";
}
