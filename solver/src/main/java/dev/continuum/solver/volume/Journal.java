package dev.continuum.solver.volume;

import java.util.ArrayList;
import java.util.List;

/** Where parts were before they were lifted, so that a trial can be taken back as a whole. */
final class Journal {

  private final CallPlan plan;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int part, CallPlan.Stand stand) {}

  Journal(CallPlan plan) {
    this.plan = plan;
  }

  /** How many lifts it holds. */
  int size() {
    return entries.size();
  }

  /** Forgets what can no longer be taken back. */
  void clear() {
    entries.clear();
  }

  /** Notes where a part is, and lifts it. */
  void lift(int part) {
    note(part);
    plan.lift(part);
  }

  /** Notes where a part is. */
  void note(int part) {
    entries.add(new Entry(part, plan.stand(part)));
  }

  /** Notes where a part was that has moved since. */
  void moved(int part, CallPlan.Stand before) {
    entries.add(new Entry(part, before));
  }

  /** Parts that were noted from a mark on, each as often as it was. */
  int[] parts(int mark) {
    return entries.subList(mark, entries.size()).stream().mapToInt(Entry::part).toArray();
  }

  /** Marks nodes that parts have gone from, where they were noted, and those where they now are. */
  void mark(boolean[] nodes) {
    for (Entry entry : entries) {
      int[] before = entry.stand.nodes();
      int[] now = plan.nodesOf(entry.part);
      int calls = Math.max(before.length, now == null ? 0 : now.length);
      for (int i = 0; i < calls; i++) {
        int from = i < before.length ? before[i] : -1;
        int to = now != null && i < now.length ? now[i] : -1;
        if (from != to) {
          mark(nodes, from);
          mark(nodes, to);
        }
      }
    }
  }

  private static void mark(boolean[] nodes, int node) {
    if (node >= 0) {
      nodes[node] = true;
    }
  }

  /** Puts every part back to where it was at a mark; what is lifted now may be put too. */
  void undo(int mark) {
    List<Entry> since = entries.subList(mark, entries.size());
    for (Entry entry : since) {
      if (plan.nodesOf(entry.part) != null) {
        plan.lift(entry.part);
      }
    }
    // The first note of a part says where it was at the mark.
    for (Entry entry : since) {
      if (plan.nodesOf(entry.part) == null) {
        plan.putBack(entry.part, entry.stand);
      }
    }
    since.clear();
  }
}
