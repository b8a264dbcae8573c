package io.deskbridge.violations.sandbox.one;

public class Page {}
