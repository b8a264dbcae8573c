package io.deskbridge.violations.store;

public class Rows {}
