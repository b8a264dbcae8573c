package io.deskbridge.violations.hub;

import org.springframework.web.bind.annotation.RestController;

@RestController
class KnowsMvc {}
