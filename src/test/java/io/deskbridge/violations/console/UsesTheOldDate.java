package io.deskbridge.violations.console;

import java.util.Date;

class UsesTheOldDate {
    Date since = new Date(0);
}
