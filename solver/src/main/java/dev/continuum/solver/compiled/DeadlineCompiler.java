package dev.continuum.solver.compiled;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Compiles deadlines (rule 6): the law of every function's calls in every place. */
final class DeadlineCompiler {

  /** Groups with one application and class of device share a judge. */
  private record Key(AppId app, Optional<DeviceClass> device) {}

  /** What the law of a call on a node depends on. */
  private record Like(int function, NodeClassId nodeClass, Overflow overflow, double percentile) {}

  private final Declared declared;
  private final Map<Key, DeadlineJudge> judges = new HashMap<>();
  private final Map<Like, LatencyLaw> shared = new HashMap<>();
  private final ConcurrentHashMap<DeadlineJudge.Ingredients, Long> quantiles =
      new ConcurrentHashMap<>();

  DeadlineCompiler(Declared declared) {
    this.declared = declared;
  }

  DeadlineJudge compile(Application app, Optional<DeviceClass> device) {
    return judges.computeIfAbsent(new Key(app.id(), device), key -> create(app, device));
  }

  private DeadlineJudge create(Application app, Optional<DeviceClass> device) {
    Optional<Deadline> deadline = app.deadline();
    if (deadline.isEmpty()) {
      return DeadlineJudge.NONE;
    }
    double percentile = deadline.get().percentile();
    @Nullable LatencyLaw[][] laws = new LatencyLaw[declared.functions.size()][];
    double[] epsilon = new double[declared.functions.size()];
    for (var call : app.calls()) {
      for (var variant : call.variants()) {
        int f = declared.function(variant.function());
        Function function = declared.functions.get(f);
        Sizing sizing = function.sizing();
        epsilon[f] =
            sizing.kind() == Sizing.Kind.ERLANG && sizing.epsilon() <= 1 - percentile
                ? sizing.epsilon()
                : 0;
        laws[f] = laws(f, device, percentile);
      }
    }
    return new DeadlineJudge(
        Rounding.micros(deadline.get().limit()),
        percentile,
        deadline.get().hardness() == Deadline.Hardness.HARD,
        laws,
        epsilon,
        quantiles);
  }

  /** The law of a function's calls on every node, and on the device last; null where none. */
  private @Nullable LatencyLaw[] laws(int f, Optional<DeviceClass> device, double percentile) {
    Function function = declared.functions.get(f);
    int nodes = declared.nodes.size();
    @Nullable LatencyLaw[] laws = new @Nullable LatencyLaw[nodes + 1];
    for (int n = 0; n < nodes; n++) {
      Node node = declared.nodes.get(n);
      NodeClass nodeClass = declared.nodeClass(node.nodeClass());
      Like like = new Like(f, nodeClass.id(), node.overflow(), percentile);
      laws[n] =
          function
              .profileOn(nodeClass)
              .map(
                  profile ->
                      shared.computeIfAbsent(
                          like, key -> onNode(function, profile, node, percentile)))
              .orElse(null);
    }
    laws[nodes] =
        device
            .flatMap(it -> function.profileOn(declared.nodeClass(it.nodeClass())))
            .map(DeadlineCompiler::service)
            .orElse(null);
    return laws;
  }

  private static LatencyLaw onNode(
      Function function, ServiceProfile profile, Node node, double percentile) {
    LatencyLaw service = service(profile);
    Sizing sizing = function.sizing();
    if (sizing.kind() != Sizing.Kind.ERLANG) {
      return service;
    }
    return switch (node.overflow()) {
      case QUEUE -> service.shift(Rounding.micros(sizing.waitBudget()));
      case COLD_START ->
          sizing.epsilon() > 1 - percentile
              ? service.shift(Rounding.micros(function.startUpOn(node.nodeClass()).coldStart()))
              : service;
    };
  }

  private static LatencyLaw service(ServiceProfile profile) {
    double mean = profile.mean().toNanos() / 1000.0;
    List<LatencyLaw.Percentile> points =
        profile.percentiles().stream()
            .map(
                point ->
                    new LatencyLaw.Percentile(
                        point.probability(), point.value().toNanos() / 1000.0))
            .toList();
    return points.isEmpty()
        ? LatencyLaw.gamma(mean, profile.scv())
        : LatencyLaw.empirical(points, mean);
  }
}
