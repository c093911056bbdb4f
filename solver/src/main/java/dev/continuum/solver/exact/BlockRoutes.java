package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The routes of one group that a solution of the configuration model stands for. */
final class BlockRoutes {

  private static final double NEGLIGIBLE = 1e-7;

  private final GroupBlocks blocks;
  private final CompiledGroup group;
  private final double[] values;

  /** Choices of a block that still have devices, with how many. */
  private record Left(GroupBlocks.Choice choice, double devices) {}

  BlockRoutes(GroupBlocks blocks, double[] values) {
    this.blocks = blocks;
    this.group = blocks.group;
    this.values = values;
  }

  /** Adds what fits. */
  void addTo(PlacementState state) {
    List<Deque<Left>> left = new ArrayList<>();
    for (int b = 0; b < blocks.split.blocks().size(); b++) {
      left.add(new ArrayDeque<>());
    }
    for (int c = 0; c < blocks.choices.size(); c++) {
      double devices = devices(blocks.devices[c]);
      if (devices > 0) {
        left.get(blocks.choices.get(c).block()).add(new Left(blocks.choices.get(c), devices));
      }
    }
    for (Left whole : left.get(0)) {
      add(state, List.of(whole.choice()), whole.devices());
    }
    for (int p = 0; p < blocks.partition.length; p++) {
      combine(state, blocks.split.partitions().get(p), devices(blocks.partition[p]), left);
    }
  }

  /** Deals out the blocks of a partition, so many devices at a time as all blocks have. */
  private void combine(
      PlacementState state, int[] partition, double devices, List<Deque<Left>> left) {
    double rest = devices;
    while (rest > NEGLIGIBLE) {
      double most = rest;
      List<GroupBlocks.Choice> route = new ArrayList<>();
      for (int block : partition) {
        Left next = left.get(block).peek();
        if (next == null) {
          return;
        }
        most = Math.min(most, next.devices());
        route.add(next.choice());
      }
      add(state, route, most);
      rest -= most;
      for (int block : partition) {
        Left next = left.get(block).pop();
        if (next.devices() - most > NEGLIGIBLE) {
          left.get(block).push(new Left(next.choice(), next.devices() - most));
        }
      }
    }
  }

  private double devices(int variable) {
    double value = values[variable];
    return group.divisible ? (value > NEGLIGIBLE ? value : 0) : Math.rint(value);
  }

  private void add(PlacementState state, List<GroupBlocks.Choice> parts, double devices) {
    int[] route = new int[group.routes.calls()];
    for (GroupBlocks.Choice part : parts) {
      int[] calls = blocks.split.blocks().get(part.block());
      for (int i = 0; i < calls.length; i++) {
        route[calls[i]] = part.options()[i];
      }
    }
    RouteJudge judge = group.routes.judge();
    long micros = judge.costMicros(route);
    double served = Math.min(devices, state.unserved(group.index));
    if (served > 0 && micros != RouteJudge.FORBIDDEN && !judge.missesDeadline(route)) {
      var unused = state.put(group.index, RouteShare.of(route, served, micros));
    }
  }
}
