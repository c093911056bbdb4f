package dev.continuum.solver.compiled;

import dev.continuum.model.id.CallId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the options of calls: which function where, and what each adds to a route's cost. */
final class OptionCompiler {

  /** One way to serve a call. */
  private record Option(int function, int node, long termNanos, long cpuNanocores, double watts) {}

  private final Declared declared;
  private final PairTable pairs;
  private final ObjectiveWeights weights;

  OptionCompiler(Declared declared, PairTable pairs) {
    this.declared = declared;
    this.pairs = pairs;
    this.weights = declared.problem.weights();
  }

  OptionTable compile(ClientGroup group) {
    Application app = declared.app(group.app());
    List<CallId> order = declared.calls(app.id());
    Map<CallId, Call> byId = new HashMap<>();
    app.calls().forEach(call -> byId.put(call.id(), call));
    int calls = order.size();
    OptionTable table =
        new OptionTable(
            new int[calls][],
            new int[calls][],
            new long[calls][],
            new long[calls][],
            new double[calls][],
            new long[calls]);
    for (int v = 0; v < calls; v++) {
      Call call = byId.get(order.get(v));
      if (call != null) {
        List<Option> options = options(group, call);
        table.function()[v] = options.stream().mapToInt(Option::function).toArray();
        table.node()[v] = options.stream().mapToInt(Option::node).toArray();
        table.termNanos()[v] = options.stream().mapToLong(Option::termNanos).toArray();
        table.cpuNanocores()[v] = options.stream().mapToLong(Option::cpuNanocores).toArray();
        table.busyWatts()[v] = options.stream().mapToDouble(Option::watts).toArray();
        table.loadNanos()[v] = Rounding.loadNanos(group.rate(), call.callsPerRequest());
      }
    }
    return table;
  }

  private List<Option> options(ClientGroup group, Call call) {
    List<Option> options = new ArrayList<>();
    List<Variant> variants =
        call.variants().stream().sorted(Comparator.comparing(Variant::function)).toList();
    for (Variant variant : variants) {
      int f = declared.function(variant.function());
      Function function = declared.functions.get(f);
      localOption(group, call, variant, f, function).ifPresent(options::add);
      if (call.pin() == Call.Pin.LOCAL) {
        continue;
      }
      for (int n = 0; n < declared.nodes.size(); n++) {
        Node node = declared.nodes.get(n);
        if (pairs.allowed[pairs.index(f, n)] && call.fence().allows(node)) {
          ServiceProfile profile =
              function.profileOn(declared.nodeClass(node.nodeClass())).orElseThrow();
          double explicit = declared.explicitCost(group.id(), call.id(), node.id());
          long nanos =
              served(group.rate(), call, variant, function, profile, node.prices(), node.power())
                  + Rounding.explicitTerm(explicit);
          options.add(option(group.rate(), call, f, n, function, profile, node.power(), nanos));
        }
      }
    }
    return options;
  }

  private Optional<Option> localOption(
      ClientGroup group, Call call, Variant variant, int f, Function function) {
    if (group.deviceClass().isEmpty()
        || !function.fence().allowsDevice()
        || !call.fence().allowsDevice()) {
      return Optional.empty();
    }
    DeviceClass device = declared.deviceClass(group.deviceClass().get());
    boolean constant = isConstant(call);
    return function
        .profileOn(declared.nodeClass(device.nodeClass()))
        .map(
            profile -> {
              long nanos =
                  constant
                      ? 0
                      : served(
                          group.rate(),
                          call,
                          variant,
                          function,
                          profile,
                          device.prices(),
                          device.power());
              return option(
                  group.rate(),
                  call,
                  f,
                  RouteSpace.LOCAL,
                  function,
                  profile,
                  device.power(),
                  nanos);
            });
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

  private static Option option(
      Rate rate,
      Call call,
      int f,
      int n,
      Function function,
      ServiceProfile profile,
      PowerModel power,
      long nanos) {
    double mu = call.callsPerRequest();
    return new Option(
        f,
        n,
        nanos,
        Rounding.nanocores(rate, mu, profile.mean(), function.cpuWhileBusy()),
        Rounding.busyWatts(
            rate, mu, profile.mean(), function.cpuWhileBusy(), power.wattsPerBusyCore()));
  }
}
