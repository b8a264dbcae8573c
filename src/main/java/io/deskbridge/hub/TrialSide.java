package io.deskbridge.hub;

import java.util.List;
import java.util.Map;

/**
 * What one set of routes made of the messages.
 *
 * @param routes all that were there, whether they took a message or not
 * @param elsewhere by route and address: how often something would have gone there
 * @param notes what the trial did otherwise than the hub would
 */
public record TrialSide(
        List<String> routes, List<Fate> fates, Map<String, Map<String, Integer>> elsewhere, List<String> notes) {}
