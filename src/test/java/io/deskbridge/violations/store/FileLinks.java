package io.deskbridge.violations.store;

public final class FileLinks {
    public void keep() {}
}
