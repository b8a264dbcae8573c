package io.deskbridge.violations.desk.one;

public class Open {}
