package io.deskbridge.store;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param lanes that have work now
 * @param taken rows that are new
 * @param repeated items that were known
 */
public record Intake(List<Lane> lanes, int taken, int repeated) {}
