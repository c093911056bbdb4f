package dev.continuum.simulator.warm;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.simulator.WarmSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many instances of each function each node keeps warm, minute by minute, and what memory is
 * worth there: placement's measure of a node that is short of it. As a schedule it begins with its
 * first minute and keeps nothing after its last. Immutable.
 *
 * @param fromMinute first minute, counted from the start of the trace
 * @param toMinute the one after the last
 * @param nodes by node
 */
public record WarmPlan(int fromMinute, int toMinute, List<NodePlan> nodes) implements WarmSchedule {

  /** What a plan of a single place calls it. */
  public static final NodeId ONLY_NODE = new NodeId("node");

  /** Copies. */
  public WarmPlan {
    nodes = List.copyOf(nodes);
    if (fromMinute < 0 || toMinute < fromMinute) {
      throw new IllegalArgumentException("A plan must not end before it starts: " + toMinute);
    }
  }

  /** The plan of one place. */
  static WarmPlan of(int from, int to, List<Schedule> schedules, List<Price> prices) {
    return new WarmPlan(from, to, List.of(new NodePlan(ONLY_NODE, schedules, prices)));
  }

  /** This plan for the only node it has, under another name. */
  public WarmPlan on(NodeId node) {
    if (nodes.size() != 1) {
      throw new IllegalStateException("The plan has " + nodes.size() + " nodes.");
    }
    NodePlan only = nodes.getFirst();
    return new WarmPlan(
        fromMinute, toMinute, List.of(new NodePlan(node, only.schedules(), only.prices())));
  }

  /** Warm instances of a function on a node in a minute. */
  public int instances(NodeId node, FunctionId function, int minute) {
    int instances = 0;
    for (NodePlan each : nodes) {
      if (each.node().equals(node)) {
        for (Schedule schedule : each.schedules()) {
          instances += schedule.function().equals(function) ? schedule.instances(minute) : 0;
        }
      }
    }
    return instances;
  }

  @Override
  public long instances(Acquisition pair, Duration at) {
    long minute = fromMinute + at.toMinutes();
    return minute < toMinute ? instances(pair.node(), pair.function(), (int) minute) : 0;
  }

  @Override
  public Optional<Duration> nextChange(Duration after) {
    long now = fromMinute + after.toMinutes();
    Stream<Integer> changes =
        nodes.stream()
            .flatMap(node -> node.schedules().stream())
            .flatMap(schedule -> schedule.steps().stream())
            .map(Step::minute);
    return Stream.concat(changes, Stream.of(toMinute))
        .filter(minute -> minute > now && minute <= toMinute)
        .min(Integer::compare)
        .map(minute -> Duration.ofMinutes((long) minute - fromMinute));
  }

  /**
   * One node's part.
   *
   * @param node which
   * @param schedules by function; one that is absent keeps none
   * @param prices where the price of memory changes, in the order of minutes; 0 before the first
   */
  public record NodePlan(NodeId node, List<Schedule> schedules, List<Price> prices) {
    /** Copies. */
    public NodePlan {
      schedules = List.copyOf(schedules);
      prices = List.copyOf(prices);
    }

    /** Mean price through some minutes, GB-s of expected cost for one GB more through a minute. */
    double meanPrice(int fromMinute, int toMinute) {
      double sum = 0;
      for (int i = 0; i < prices.size(); i++) {
        int until = i + 1 < prices.size() ? prices.get(i + 1).minute() : toMinute;
        int minutes = Math.min(until, toMinute) - Math.max(prices.get(i).minute(), fromMinute);
        sum += Math.max(0, minutes) * prices.get(i).gigabyteSeconds();
      }
      return toMinute > fromMinute ? sum / (toMinute - fromMinute) : 0;
    }
  }

  /**
   * Counts of one function, as the minutes at which they change.
   *
   * @param function which
   * @param steps in the order of minutes; none before the first
   */
  public record Schedule(FunctionId function, List<Step> steps) {
    /** Copies. */
    public Schedule {
      steps = List.copyOf(steps);
    }

    static Schedule of(FunctionId function, int fromMinute, int[] counts) {
      List<Step> steps = new ArrayList<>();
      int before = 0;
      for (int minute = 0; minute < counts.length; minute++) {
        if (counts[minute] != before) {
          steps.add(new Step(fromMinute + minute, counts[minute]));
          before = counts[minute];
        }
      }
      return new Schedule(function, steps);
    }

    /** How many in a minute; O(log steps). */
    public int instances(int minute) {
      int low = 0;
      int high = steps.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (steps.get(middle).minute() <= minute) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low == 0 ? 0 : steps.get(low - 1).instances();
    }
  }

  /**
   * From this minute on, so many.
   *
   * @param minute from the start of the trace
   * @param instances warm
   */
  public record Step(int minute, int instances) {}

  /**
   * From this minute on, one GB more through a minute would have saved so much.
   *
   * @param minute from the start of the trace
   * @param gigabyteSeconds of expected cost; 0 where memory does not bind
   */
  public record Price(int minute, double gigabyteSeconds) {}
}
