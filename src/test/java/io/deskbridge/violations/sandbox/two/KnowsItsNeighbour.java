package io.deskbridge.violations.sandbox.two;

import io.deskbridge.violations.sandbox.one.Page;

class KnowsItsNeighbour {
    Object neighbour = new Page();
}
