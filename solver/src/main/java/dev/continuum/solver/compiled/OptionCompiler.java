package dev.continuum.solver.compiled;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the options of calls: which function where, and what each adds to a route's cost. */
final class OptionCompiler {

  /** Applications and classes of device have one layout, whatever the group. */
  private record Key(AppId app, Optional<DeviceClassId> device) {}

  /** What the terms of a call in a place depend on. */
  private record Kind(
      Call call,
      Variant variant,
      Function function,
      ServiceProfile profile,
      Prices prices,
      PowerModel power,
      boolean constant) {}

  /** A layout with the kinds that its numbers stand for, by call. */
  private record Described(OptionTable.Layout layout, List<List<Kind>> kinds) {}

  private final Declared declared;
  private final PairTable pairs;
  private final ObjectiveWeights weights;
  private final Map<Key, Described> layouts = new HashMap<>();

  OptionCompiler(Declared declared, PairTable pairs) {
    this.declared = declared;
    this.pairs = pairs;
    this.weights = declared.problem.weights();
  }

  /** The options of a group without explicit costs. */
  OptionTable compile(ClientGroup group) {
    Described described = described(group);
    return new OptionTable(described.layout, terms(group, described));
  }

  /** The options of a group with explicit costs: each is a kind of its own. */
  OptionTable compileExplicit(ClientGroup group) {
    Described described = described(group);
    OptionTable shared = new OptionTable(described.layout, terms(group, described));
    List<CallId> order = declared.calls(group.app());
    int calls = order.size();
    OptionTable.Terms terms =
        new OptionTable.Terms(
            new long[calls][], new long[calls][], new double[calls][], shared.terms().loadNanos());
    int[][] kind = new int[calls][];
    for (int v = 0; v < calls; v++) {
      int options = shared.options(v);
      kind[v] = new int[options];
      terms.termNanos()[v] = new long[options];
      terms.cpuNanocores()[v] = new long[options];
      terms.busyWatts()[v] = new double[options];
      for (int o = 0; o < options; o++) {
        kind[v][o] = o;
        int n = shared.node(v, o);
        double explicit =
            n == RouteSpace.LOCAL
                ? 0
                : declared.explicitCost(group.id(), order.get(v), declared.nodes.get(n).id());
        terms.termNanos()[v][o] = shared.termNanos(v, o) + Rounding.explicitTerm(explicit);
        terms.cpuNanocores()[v][o] = shared.cpuNanocores(v, o);
        terms.busyWatts()[v][o] = shared.busyWatts(v, o);
      }
    }
    return new OptionTable(described.layout.withKinds(kind), terms);
  }

  private Described described(ClientGroup group) {
    return layouts.computeIfAbsent(
        new Key(group.app(), group.deviceClass()), key -> describe(group));
  }

  private Described describe(ClientGroup group) {
    Application app = declared.app(group.app());
    List<CallId> order = declared.calls(app.id());
    Map<CallId, Call> byId = new HashMap<>();
    app.calls().forEach(call -> byId.put(call.id(), call));
    int calls = order.size();
    int[][] function = new int[calls][];
    int[][] node = new int[calls][];
    int[][] kind = new int[calls][];
    List<List<Kind>> kinds = new ArrayList<>();
    for (int v = 0; v < calls; v++) {
      Collected options = new Collected();
      Call call = byId.get(order.get(v));
      if (call != null) {
        collect(group, call, options);
      }
      function[v] = options.functions.stream().mapToInt(Integer::intValue).toArray();
      node[v] = options.nodes.stream().mapToInt(Integer::intValue).toArray();
      kind[v] = options.kinds.stream().mapToInt(Integer::intValue).toArray();
      kinds.add(List.copyOf(options.known.keySet()));
    }
    return new Described(OptionTable.Layout.of(function, node, kind, declared.nodes.size()), kinds);
  }

  /** The options of one call under collection, with the kinds in order of appearance. */
  private static final class Collected {
    private final List<Integer> functions = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();
    private final Map<Kind, Integer> known = new LinkedHashMap<>();

    void add(int function, int node, Kind kind) {
      functions.add(function);
      nodes.add(node);
      Integer index = known.putIfAbsent(kind, known.size());
      kinds.add(index == null ? known.size() - 1 : index);
    }
  }

  private void collect(ClientGroup group, Call call, Collected options) {
    List<Variant> variants =
        call.variants().stream().sorted(Comparator.comparing(Variant::function)).toList();
    for (Variant variant : variants) {
      int f = declared.function(variant.function());
      Function function = declared.functions.get(f);
      collectLocal(group, call, variant, f, options);
      if (call.pin() == Call.Pin.LOCAL) {
        continue;
      }
      for (int n = 0; n < declared.nodes.size(); n++) {
        Node node = declared.nodes.get(n);
        if (pairs.allowed[pairs.index(f, n)] && call.fence().allows(node)) {
          ServiceProfile profile =
              function.profileOn(declared.nodeClass(node.nodeClass())).orElseThrow();
          options.add(
              f, n, new Kind(call, variant, function, profile, node.prices(), node.power(), false));
        }
      }
    }
  }

  private void collectLocal(
      ClientGroup group, Call call, Variant variant, int f, Collected options) {
    Function function = declared.functions.get(f);
    if (group.deviceClass().isEmpty()
        || !function.fence().allowsDevice()
        || !call.fence().allowsDevice()) {
      return;
    }
    DeviceClass device = declared.deviceClass(group.deviceClass().get());
    function
        .profileOn(declared.nodeClass(device.nodeClass()))
        .ifPresent(
            profile ->
                options.add(
                    f,
                    RouteSpace.LOCAL,
                    new Kind(
                        call,
                        variant,
                        function,
                        profile,
                        device.prices(),
                        device.power(),
                        isConstant(call))));
  }

  private OptionTable.Terms terms(ClientGroup group, Described described) {
    int calls = described.kinds.size();
    OptionTable.Terms terms =
        new OptionTable.Terms(
            new long[calls][], new long[calls][], new double[calls][], new long[calls]);
    Application app = declared.app(group.app());
    List<CallId> order = declared.calls(app.id());
    for (int v = 0; v < calls; v++) {
      List<Kind> kinds = described.kinds.get(v);
      terms.termNanos()[v] = new long[kinds.size()];
      terms.cpuNanocores()[v] = new long[kinds.size()];
      terms.busyWatts()[v] = new double[kinds.size()];
      for (int k = 0; k < kinds.size(); k++) {
        terms.termNanos()[v][k] = term(group.rate(), kinds.get(k));
        terms.cpuNanocores()[v][k] = cpu(group.rate(), kinds.get(k));
        terms.busyWatts()[v][k] = watts(group.rate(), kinds.get(k));
      }
      terms.loadNanos()[v] = load(group.rate(), app, order.get(v));
    }
    return terms;
  }

  private static long load(Rate rate, Application app, CallId id) {
    for (Call call : app.calls()) {
      if (call.id().equals(id)) {
        return Rounding.loadNanos(rate, call.callsPerRequest());
      }
    }
    return 0;
  }

  private long term(Rate rate, Kind kind) {
    return kind.constant
        ? 0
        : served(
            rate, kind.call, kind.variant, kind.function, kind.profile, kind.prices, kind.power);
  }

  private static long cpu(Rate rate, Kind kind) {
    return Rounding.nanocores(
        rate, kind.call.callsPerRequest(), kind.profile.mean(), kind.function.cpuWhileBusy());
  }

  private static double watts(Rate rate, Kind kind) {
    return Rounding.busyWatts(
        rate,
        kind.call.callsPerRequest(),
        kind.profile.mean(),
        kind.function.cpuWhileBusy(),
        kind.power.wattsPerBusyCore());
  }

  /** Whether a call costs the same in every placement. */
  static boolean isConstant(Call call) {
    return call.pin() == Call.Pin.LOCAL && call.variants().size() == 1;
  }

  /** The terms of serving one device's calls in a place. */
  long served(
      Rate rate,
      Call call,
      Variant variant,
      Function function,
      ServiceProfile profile,
      Prices prices,
      PowerModel power) {
    double mu = call.callsPerRequest();
    return Rounding.serviceTerm(weights.servicePerRequestMs(), rate, mu, profile.mean())
        + Rounding.busyEnergyTerm(
            weights.perJoule(),
            rate,
            mu,
            profile.mean(),
            function.cpuWhileBusy(),
            power.wattsPerBusyCore())
        + Rounding.requestTerm(weights.perMoney(), rate, mu, prices.perRequest())
        + Rounding.runTerm(
            weights.perMoney(),
            rate,
            mu,
            profile.mean(),
            function.memory(),
            function.sizing().overflowShare(),
            prices.perGibSecondOnDemand(),
            prices.perGibSecondProvisioned())
        + Rounding.qualityTerm(rate, variant.qualityPricePerRequest());
  }
}
