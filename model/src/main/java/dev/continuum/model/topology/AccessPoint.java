package dev.continuum.model.topology;

import dev.continuum.model.id.PointId;
import java.util.Optional;

/**
 * A point of the network without capacity, to which clients or links attach.
 *
 * @param id its name; must differ from every node's
 * @param position where it is, for the distance rule
 */
public record AccessPoint(PointId id, Optional<Position> position) {}
