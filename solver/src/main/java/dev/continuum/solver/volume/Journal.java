package dev.continuum.solver.volume;

import java.util.ArrayList;
import java.util.List;

/** Where groups were before they were lifted, so that a trial can be taken back as a whole. */
final class Journal {

  private final CallPlan plan;
  private final List<Entry> entries = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(int group, int[] nodes) {}

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

  /** Notes where a group is, and lifts it. */
  void lift(int group) {
    note(group);
    plan.lift(group);
  }

  /** Notes where a group is. */
  void note(int group) {
    int[] nodes = plan.nodesOf(group);
    if (nodes == null) {
      throw new IllegalStateException("Group " + group + " is nowhere");
    }
    entries.add(new Entry(group, nodes));
  }

  /** Notes where a group was that has moved since. */
  void moved(int group, int[] before) {
    entries.add(new Entry(group, before));
  }

  /** Groups that were noted from a mark on, each as often as it was. */
  int[] groups(int mark) {
    return entries.subList(mark, entries.size()).stream().mapToInt(Entry::group).toArray();
  }

  /** Puts every group back to where it was at a mark; what is lifted now may be put too. */
  void undo(int mark) {
    List<Entry> since = entries.subList(mark, entries.size());
    for (Entry entry : since) {
      if (plan.nodesOf(entry.group) != null) {
        plan.lift(entry.group);
      }
    }
    // The first note of a group says where it was at the mark.
    for (Entry entry : since) {
      if (plan.nodesOf(entry.group) == null) {
        plan.putBack(entry.group, entry.nodes);
      }
    }
    since.clear();
  }
}
