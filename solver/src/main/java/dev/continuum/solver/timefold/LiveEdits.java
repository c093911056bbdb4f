package dev.continuum.solver.timefold;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Nodes that close and open while a search runs; from any thread, taken at its next step. */
public final class LiveEdits {

  private final Queue<NodeChange> waiting = new ConcurrentLinkedQueue<>();

  /** None yet. */
  public LiveEdits() {}

  /** Nothing may be on a node, by index, from now on. */
  public void close(int node) {
    waiting.add(new NodeChange(node, true));
  }

  /** A node, by index, may be used again. */
  public void open(int node) {
    waiting.add(new NodeChange(node, false));
  }

  Optional<NodeChange> poll() {
    return Optional.ofNullable(waiting.poll());
  }
}
