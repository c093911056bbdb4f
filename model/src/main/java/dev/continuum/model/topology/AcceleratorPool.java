package dev.continuum.model.topology;

import dev.continuum.model.quantity.Memory;

/**
 * Like accelerators of one node.
 *
 * @param kind what functions ask for by name, say {@code gpu}
 * @param count how many there are
 * @param memoryEach memory of each; their sum is shared by the instances on the node
 */
public record AcceleratorPool(String kind, int count, Memory memoryEach) {}
