package dev.continuum.solver.replan;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.NodeEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.evaluation.Use;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.solver.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What limits of nodes cost: how much less the placement costs where a node offers a tenth more,
 * replanned from where it is. A discrete shadow price, as found and not as proven: instances come
 * whole, so that a multiplier of the relaxation may price what no placement can use.
 */
public final class LimitPrices {

  private static final double MORE = 1.1;
  private static final double FULL = 0.9;

  private LimitPrices() {}

  /**
   * The price of what a node is short of.
   *
   * @param node which
   * @param fullest the resource of which most is in use: CPU, memory, storage, instances or rate
   * @param share how much of it
   * @param before the score without more, bettered for as long
   * @param after the score with a tenth more of everything
   */
  public record LimitPrice(NodeId node, String fullest, double share, Score before, Score after) {

    /** Cost saved per hour, micro-units; 0 where service is bettered instead. */
    public long savingMicros() {
      return before.unservedMicros() == after.unservedMicros()
              && before.lateMicros() == after.lateMicros()
          ? Math.max(0, before.costMicros() - after.costMicros())
          : 0;
    }

    /** Whether more devices would be served, or on time. */
    public boolean servesBetter() {
      return after.unservedMicros() < before.unservedMicros()
          || (after.unservedMicros() == before.unservedMicros()
              && after.lateMicros() < before.lateMicros());
    }
  }

  private record Fullest(NodeId node, String resource, double share) {}

  /**
   * Prices of the fullest nodes, the dearest first.
   *
   * @param placement one that breaks no rule
   * @param most how many nodes
   * @param each how long to replan for each
   */
  public static List<LimitPrice> of(
      PlacementProblem problem,
      Placement placement,
      int most,
      Duration each,
      LongSupplier nanoTime,
      StopSignal stop) {
    Score before = bettered(problem, placement, each, nanoTime, stop);
    List<LimitPrice> prices = new ArrayList<>();
    for (Fullest full : fullest(PlacementEvaluator.evaluate(problem, placement), most)) {
      if (stop.stopped()) {
        break;
      }
      PlacementProblem relieved =
          problem.toBuilder().eachNode(n -> n.id().equals(full.node) ? relieved(n) : n).build();
      Score after = bettered(relieved, placement, each, nanoTime, stop);
      prices.add(new LimitPrice(full.node, full.resource, full.share, before, after));
    }
    prices.sort(
        Comparator.comparing((LimitPrice price) -> !price.servesBetter())
            .thenComparing(Comparator.comparingLong(LimitPrice::savingMicros).reversed())
            .thenComparing(LimitPrice::node));
    return prices;
  }

  private static Score bettered(
      PlacementProblem problem,
      Placement placement,
      Duration each,
      LongSupplier nanoTime,
      StopSignal stop) {
    Replanner replanner = new Replanner(problem, placement, 1, nanoTime);
    var unused = replanner.apply(List.of());
    return replanner.improve(each, stop).score();
  }

  private static List<Fullest> fullest(Evaluation evaluation, int most) {
    return evaluation.nodes().stream()
        .map(LimitPrices::fullest)
        .filter(full -> full.share >= FULL)
        .sorted(Comparator.comparingDouble(Fullest::share).reversed().thenComparing(Fullest::node))
        .limit(most)
        .toList();
  }

  private static Fullest fullest(NodeEvaluation node) {
    Fullest fullest = new Fullest(node.node(), "CPU", node.millicores().share());
    fullest = fuller(fullest, "memory", node.memoryBytes());
    fullest = fuller(fullest, "storage", node.storageBytes());
    fullest = fuller(fullest, "instances", node.instances());
    return fuller(fullest, "rate", node.ratePerSecond());
  }

  private static Fullest fuller(Fullest known, String resource, Use use) {
    return use.share() > known.share ? new Fullest(known.node, resource, use.share()) : known;
  }

  private static Node relieved(Node node) {
    Capacity own = node.capacity();
    return node.withCapacity(
        new Capacity(
            Double.isInfinite(own.cpu().millicores())
                ? own.cpu()
                : Cpu.millicores(own.cpu().millicores() * MORE),
            own.utilisationCap(),
            more(own.memory()),
            own.memoryHeadroom(),
            own.instances() == Capacity.UNLIMITED_INSTANCES
                ? own.instances()
                : (long) Math.ceil(own.instances() * MORE),
            Double.isInfinite(own.rate().perSecond())
                ? own.rate()
                : Rate.perSecond(own.rate().perSecond() * MORE),
            own.instanceRate(),
            more(own.storage()),
            own.accelerators()));
  }

  private static Memory more(Memory memory) {
    return memory.isUnlimited() ? memory : new Memory((long) (memory.bytes() * MORE));
  }
}
