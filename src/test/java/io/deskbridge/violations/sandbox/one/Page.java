package io.deskbridge.violations.sandbox.one;

class Page {}
