package dev.continuum.model.evaluation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Place;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.ProcessorSharing;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What calls on a node take at the load there is, where they share its cores: on nodes of a whole
 * number of cores that do not give each instance cores of its own, as clouds that start instances
 * do. A fraction of a core is a share of a larger machine and limits the mean alone. Not
 * thread-safe.
 */
final class SharedCores {

  private static final double MILLI = 1000;

  private final Catalogue catalogue;
  private final PlacedLoads loads;
  private final LatencyLaws laws;
  private final Map<Acquisition, Optional<LatencyLaw>> stays = new HashMap<>();
  private final Map<NodeId, Optional<Ask>> asks = new HashMap<>();

  SharedCores(Catalogue catalogue, PlacedLoads loads, LatencyLaws laws) {
    this.laws = laws;
    this.catalogue = catalogue;
    this.loads = loads;
  }

  /**
   * What a node's calls ask of its cores. Calls that ask for different amounts count as calls of
   * one that have the same mean and variance of what is asked for.
   *
   * @param unit what one of them asks for, millicores
   * @param cores in units
   * @param erlang calls in service if they did not slow down
   * @param most units that the instances can ask for at once
   * @param calls the same by what they are, not by what they ask for
   * @param meanSeconds S of them all
   */
  record Ask(
      double unit, double cores, double erlang, double most, double calls, double meanSeconds) {

    boolean isContended() {
      return most > cores;
    }
  }

  /**
   * The law of a call's wait and service; empty where calls get ever slower.
   *
   * @param alone its wait if instances had cores of their own
   */
  Optional<LatencyLaw> stay(PlacedCall placed, FunctionSizing.Wait alone) {
    LatencyLaw service = laws.service(placed);
    if (Double.isInfinite(alone.meanMicros())) {
      return Optional.empty();
    }
    if (placed.place() instanceof Place.OnNode(var node)
        && placed.function().cpuWhileBusy().millicores() > 0) {
      Optional<Ask> ask = asks.computeIfAbsent(node, key -> ask(catalogue.node(key)));
      if (ask.isPresent() && ask.get().isContended()) {
        return stays.computeIfAbsent(
            new Acquisition(placed.function().id(), node),
            pair -> shared(placed, pair, ask.get(), alone));
      }
    }
    return Optional.of(alone.law().plus(service));
  }

  private Optional<LatencyLaw> shared(
      PlacedCall placed, Acquisition pair, Ask ask, FunctionSizing.Wait alone) {
    if (ask.erlang() >= ask.cores()) {
      return Optional.empty();
    }
    double units = placed.function().cpuWhileBusy().millicores() / ask.unit();
    ProcessorSharing sharing =
        new ProcessorSharing(
            new ProcessorSharing.Load(
                ask.cores(), units, ask.erlang(), Math.max(0, ask.most() - units)));
    LatencyLaw served = laws.shared(sharing, laws.service(placed), ask.meanSeconds() * 1e6);
    if (alone.probability() == 0) {
      return Optional.of(served);
    }
    // Slots are full longer, and are left as fast as the cores that others do not use let them.
    double erlang =
        placed
            .profile()
            .map(profile -> loads.erlang(pair, Connection.seconds(profile.mean())))
            .orElse(0.0);
    int slots = FunctionSizing.slots(placed.function(), loads.warm(pair));
    double left = Math.min(slots, (ask.cores() - ask.erlang()) / units + erlang);
    FunctionSizing.Wait wait =
        new FunctionSizing.Wait(
            sharing.atLeast(slots, Math.min(1, erlang / ask.calls())),
            alone.meanMicros() * (slots - erlang) / (left - erlang));
    return Optional.of(wait.law().plus(served));
  }

  private Optional<Ask> ask(Node node) {
    double millicores = node.capacity().cpu().millicores();
    boolean ownCores = node.tier() == Tier.CLOUD && node.overflow() == Overflow.COLD_START;
    if (ownCores || !Double.isFinite(millicores) || millicores % MILLI != 0) {
      return Optional.empty();
    }
    NodeClass processor = catalogue.nodeClass(node.nodeClass());
    double calls = 0;
    double rate = 0;
    double asked = 0;
    double squares = 0;
    double most = 0;
    for (FunctionId id : loads.used().getOrDefault(node.id(), Collections.emptySortedSet())) {
      Function function = catalogue.function(id);
      Acquisition pair = new Acquisition(id, node.id());
      Optional<ServiceProfile> profile = function.profileOn(processor);
      double own = function.cpuWhileBusy().millicores();
      if (profile.isEmpty() || own == 0) {
        continue;
      }
      double seconds = Connection.seconds(profile.get().mean());
      double erlang = loads.erlang(pair, seconds);
      calls += erlang;
      rate += seconds > 0 ? erlang / seconds : 0;
      asked += erlang * own;
      squares += erlang * own * own;
      most +=
          node.overflow() == Overflow.QUEUE && FunctionSizing.asksForInstances(function)
              ? own * FunctionSizing.slots(function, loads.warm(pair))
              : Double.POSITIVE_INFINITY;
    }
    if (asked == 0) {
      return Optional.empty();
    }
    double unit = squares / asked;
    return Optional.of(
        new Ask(unit, millicores / unit, asked / unit, most / unit, calls, calls / rate));
  }
}
