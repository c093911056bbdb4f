package dev.continuum.model.workload;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Memory;
import java.util.Optional;

/**
 * What must be present on a node before a function can start there.
 *
 * @param size its size, against storage
 * @param repository the point it is downloaded from; absent where the download takes no time
 */
public record Artifact(Memory size, Optional<PointId> repository) {

  /** Takes no room and no time. */
  public static final Artifact NONE = new Artifact(Memory.ZERO, Optional.empty());
}
