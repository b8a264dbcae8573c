package io.deskbridge.violations.desk.two;

import io.deskbridge.violations.desk.one.Open;

class KnowsItsNeighbour {
    Object neighbour = new Open();
}
