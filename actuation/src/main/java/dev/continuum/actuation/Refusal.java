package dev.continuum.actuation;

import dev.continuum.model.id.NodeId;

/**
 * Why a plan cannot be applied to a node.
 *
 * @param node the node
 * @param message what is wrong, with the values
 * @param remedy what would help
 */
public record Refusal(NodeId node, String message, String remedy) {}
