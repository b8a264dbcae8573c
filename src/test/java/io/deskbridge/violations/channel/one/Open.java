package io.deskbridge.violations.channel.one;

public class Open {}
