package dev.continuum.openwhisk;

import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the instances of a plan fit into a domain's memory: in the end, and while old and new
 * instances are there at once. Memory in bytes.
 */
final class MemoryCheck {

  /** Instances of the largest function that should find room; docs/simulator.md. */
  private static final long ROOM = 2;

  private final Plan plan;
  private final Observation observed;
  private final long limit;

  MemoryCheck(Plan plan, Observation observed, long limit) {
    this.plan = plan;
    this.observed = observed;
    this.limit = limit;
  }

  /** Why the plan does not fit even when nothing else of ours is there. */
  Optional<Refusal> refusal() {
    long needed = plan.deployments().stream().mapToLong(MemoryCheck::bytes).sum();
    if (needed <= limit) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            plan.nodes().first(),
            "The warm instances of the plan need "
                + mebibytes(needed)
                + " MB, and the domain has "
                + mebibytes(limit)
                + ": OpenWhisk would evict one for the other.",
            "Maybe solve again with this memory capacity of the node, or correct memory in the"
                + " targets file."));
  }

  /** That overflow of one function will evict another, where the plan leaves little room. */
  Optional<String> advice() {
    long needed = plan.deployments().stream().mapToLong(MemoryCheck::bytes).sum();
    long largest =
        plan.deployments().stream().mapToLong(each -> each.memory().bytes()).max().orElse(0);
    long functions = plan.deployments().stream().map(Deployment::function).distinct().count();
    if (functions < 2 || needed > limit || limit - needed >= ROOM * largest) {
      return Optional.empty();
    }
    return Optional.of(
        "The warm instances of the plan leave "
            + mebibytes(limit - needed)
            + " of "
            + mebibytes(limit)
            + " MB: a burst of one function will evict another's. Maybe solve with "
            + mebibytes(ROOM * largest)
            + " MiB of memory headroom (solve --headroom, memory_headroom_mib).");
  }

  /** Our objects whose warm instances must go before the new ones fit, least kept first. */
  List<Managed> evicted() {
    List<Managed> leaving =
        new ArrayList<>(
            observed.managed().stream()
                .filter(each -> plan.nodes().contains(each.node()))
                .filter(each -> each.warm() > 0 && wanted(each).isEmpty())
                .toList());
    leaving.sort(Comparator.comparing(Managed::serving).thenComparingLong(MemoryCheck::bytes));
    long excess = atOnce() - limit;
    List<Managed> evicted = new ArrayList<>();
    for (Managed each : leaving) {
      if (excess <= 0) {
        break;
      }
      evicted.add(each);
      excess -= bytes(each);
    }
    return evicted;
  }

  /** What is warm now and what the plan warms, together. */
  private long atOnce() {
    long all = plan.deployments().stream().mapToLong(MemoryCheck::bytes).sum();
    for (Managed each : observed.managed()) {
      long kept = wanted(each).map(MemoryCheck::bytes).orElse(0L);
      all += Math.max(0, bytes(each) - kept);
    }
    return all;
  }

  private Optional<Deployment> wanted(Managed managed) {
    return plan.deployment(managed.function(), managed.node())
        .filter(each -> ActionName.of(plan.owner(), each).equals(managed.object()));
  }

  private static long bytes(Deployment deployment) {
    return deployment.warm() * deployment.memory().bytes();
  }

  private static long bytes(Managed managed) {
    return managed.warm() * managed.memory().bytes();
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
