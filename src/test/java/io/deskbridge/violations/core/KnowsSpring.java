package io.deskbridge.violations.core;

import org.springframework.stereotype.Component;

@Component
class KnowsSpring {}
