package dev.continuum.datasets.generator;

import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Artifact;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.StartUpPath;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Functions of a city and the applications that share them: chains of one to four calls, joins in
 * every tenth. A few applications are tight: short, of fast functions, with a hard deadline that no
 * answer from the region meets.
 */
final class CityWorkload {

  private static final List<Integer> MEBIBYTES = List.of(256, 384, 512, 768);
  private static final double EPSILON = 0.01;
  private static final Duration WAIT_ON_DEVICE = Duration.ofMillis(50);

  /** Above what a tight application takes near its clients, below twice the way to the region. */
  private static final Duration TIGHT_LIMIT = Duration.ofMillis(85);

  private static final int FASTEST_TENTHS_MS = 20;
  private static final int SLOWEST_TIGHT_TENTHS_MS = 50;

  private final List<Function> functions = new ArrayList<>();
  private final List<Application> tight = new ArrayList<>();
  private final List<Application> ordinary = new ArrayList<>();

  CityWorkload(int functionCount, Draws draws) {
    int tightFunctions = Math.max(1, functionCount / 5);
    for (int f = 0; f < functionCount; f++) {
      functions.add(function(f, functionCount, f < tightFunctions, draws));
    }
    int tightApps = Math.max(1, functionCount / 15);
    for (int a = 0; a < tightApps; a++) {
      tight.add(tightApp(a, tightApps, tightFunctions, draws));
    }
    addOrdinary(draws);
  }

  List<Function> functions() {
    return functions;
  }

  /** Applications that the region cannot serve in time. */
  List<Application> tight() {
    return tight;
  }

  /** All others, most popular first. */
  List<Application> ordinary() {
    return ordinary;
  }

  void addTo(ProblemBuilder problem) {
    problem
        .each(functions, ProblemBuilder::function)
        .each(tight, ProblemBuilder::app)
        .each(ordinary, ProblemBuilder::app);
  }

  private static Function function(int f, int count, boolean fast, Draws draws) {
    double millis =
        fast
            ? draws.whole(FASTEST_TENTHS_MS, SLOWEST_TIGHT_TENTHS_MS) / 10.0
            : Draws.rounded(draws.logUniform(10, 60), 1);
    return Function.of(
            new FunctionId(Numbered.of("fn", f, count)),
            Memory.mebibytes(draws.pick(MEBIBYTES)),
            Duration.ofNanos(Math.round(millis * 1e6)))
        .withArtifact(new Artifact(Memory.mebibytes(draws.whole(10, 120)), Optional.empty()))
        .withStartUp(
            new StartUpPath(
                Duration.ofMillis(draws.whole(2000, 10000)),
                Duration.ofMillis(draws.whole(300, 1500)),
                Duration.ofMillis(draws.whole(20, 60))))
        .withSizing(Sizing.erlang(WAIT_ON_DEVICE, EPSILON));
  }

  private Application tightApp(int a, int count, int tightFunctions, Draws draws) {
    List<Call> calls = new ArrayList<>();
    int first = draws.whole(0, tightFunctions - 1);
    calls.add(call(0, functions.get(first)));
    if (tightFunctions > 1 && draws.chance(0.5)) {
      calls.add(call(1, functions.get((first + 1) % tightFunctions)));
    }
    return app(
        Numbered.of("tight", a, count),
        calls,
        chain(calls, draws),
        new Deadline(TIGHT_LIMIT, 0.95, Deadline.Hardness.HARD),
        draws.whole(5, 20) * 1000L);
  }

  /** Deals out all functions, so that none is idle, and goes round until there are enough apps. */
  private void addOrdinary(Draws draws) {
    int least = Math.max(2, functions.size() / 2);
    int[] order = new int[functions.size()];
    for (int f = 0; f < order.length; f++) {
      order[f] = f;
    }
    Deque<Integer> next = new ArrayDeque<>();
    int dealt = 0;
    for (int a = 0; a < least || dealt < functions.size(); a++) {
      boolean joined = a % 10 == 3 && functions.size() >= 3;
      int size = Math.min(functions.size(), joined ? draws.whole(3, 4) : draws.whole(1, 4));
      List<Call> calls = new ArrayList<>();
      while (calls.size() < size) {
        if (next.isEmpty()) {
          draws.shuffle(order);
          for (int f : order) {
            next.add(f);
          }
        }
        Function function = functions.get(next.removeFirst());
        if (calls.stream().noneMatch(call -> serves(call, function))) {
          calls.add(call(calls.size(), function));
          dealt++;
        }
      }
      List<CallEdge> edges = joined ? join(calls, draws) : chain(calls, draws);
      double service = 0;
      for (Call call : calls) {
        service += millis(call);
      }
      long limit = Math.round(200 + 4 * service);
      ordinary.add(
          app(
              "app-" + String.format(Locale.ROOT, "%04d", a + 1),
              calls,
              edges,
              Deadline.softP95(Duration.ofMillis(limit)),
              Math.round(20 * draws.logNormal(0.7)) * 1000));
    }
  }

  private static boolean serves(Call call, Function function) {
    return call.variants().getFirst().function().equals(function.id());
  }

  private double millis(Call call) {
    return functions.stream()
        .filter(function -> serves(call, function))
        .mapToDouble(function -> function.work().orElseThrow().toNanos() / 1e6)
        .sum();
  }

  private static Application app(
      String id, List<Call> calls, List<CallEdge> edges, Deadline deadline, long entryBytes) {
    return new Application(
        new AppId(id),
        calls,
        edges,
        OptionalLong.of(Math.max(1000, entryBytes)),
        OptionalLong.of(1000),
        Optional.of(deadline),
        Admission.BEST_EFFORT,
        1);
  }

  private static Call call(int index, Function function) {
    return Call.of(new CallId("call-" + (index + 1)), function.id());
  }

  private static List<CallEdge> chain(List<Call> calls, Draws draws) {
    List<CallEdge> edges = new ArrayList<>();
    for (int c = 1; c < calls.size(); c++) {
      edges.add(edge(calls, c - 1, c, draws));
    }
    return edges;
  }

  /** Of three calls, the last waits for the others; of four, the middle two run side by side. */
  private static List<CallEdge> join(List<Call> calls, Draws draws) {
    return calls.size() == 3
        ? List.of(edge(calls, 0, 2, draws), edge(calls, 1, 2, draws))
        : List.of(
            edge(calls, 0, 1, draws),
            edge(calls, 0, 2, draws),
            edge(calls, 1, 3, draws),
            edge(calls, 2, 3, draws));
  }

  private static CallEdge edge(List<Call> calls, int from, int to, Draws draws) {
    return CallEdge.of(calls.get(from).id(), calls.get(to).id(), draws.whole(1, 20) * 1000L);
  }
}
