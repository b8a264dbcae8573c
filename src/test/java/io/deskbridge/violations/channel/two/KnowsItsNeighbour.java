package io.deskbridge.violations.channel.two;

import io.deskbridge.violations.channel.one.Open;

class KnowsItsNeighbour {
    Object neighbour = new Open();
}
