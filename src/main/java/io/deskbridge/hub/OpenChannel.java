package io.deskbridge.hub;

import io.deskbridge.core.Channel;

/** A configured channel at work. */
public record OpenChannel(String name, String type, Channel channel) {}
