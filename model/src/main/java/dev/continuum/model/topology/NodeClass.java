package dev.continuum.model.topology;

import dev.continuum.model.id.NodeClassId;

/**
 * A class of processor.
 *
 * @param id its name, to which service profiles and start-up paths refer
 * @param speed σ, speed relative to the reference core, used where a function has no profile for
 *     the class
 */
public record NodeClass(NodeClassId id, double speed) {}
