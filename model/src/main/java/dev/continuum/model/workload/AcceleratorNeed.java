package dev.continuum.model.workload;

import dev.continuum.model.quantity.Memory;

/**
 * What one instance takes of a node's accelerators.
 *
 * @param kind the kind, as nodes name it
 * @param units accelerators, or shares of one
 * @param memory accelerator memory
 */
public record AcceleratorNeed(String kind, int units, Memory memory) {}
