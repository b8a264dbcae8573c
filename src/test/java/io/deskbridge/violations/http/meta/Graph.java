package io.deskbridge.violations.http.meta;

public interface Graph {}
