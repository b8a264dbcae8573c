package io.deskbridge.violations.hub;

import java.sql.Connection;

abstract class KnowsJdbc {
    abstract void write(Connection connection);
}
