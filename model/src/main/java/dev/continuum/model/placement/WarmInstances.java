package dev.continuum.model.placement;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;

/**
 * Warm instances of a function kept on a node (w[f,n] of the model).
 *
 * @param function the function
 * @param node the node
 * @param instances how many
 */
public record WarmInstances(FunctionId function, NodeId node, long instances) {}
