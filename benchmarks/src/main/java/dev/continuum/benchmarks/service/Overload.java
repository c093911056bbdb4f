package dev.continuum.benchmarks.service;

import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateRequest;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluate of Melbourne at ten times what one core can, the generator on the other core. */
final class Overload implements Case {

  private static final int TIMES = 10;
  private static final double LATE_MS = 5000;
  private static final double LEAST_CPU_SECONDS = 0.1;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    pin("1");
    try (ServerUnderLoad service =
            ServerUnderLoad.service(
                lab.directory().resolve("overload.db"),
                List.of("taskset", "-c", "0"),
                "--solver-threads",
                "1");
        ContinuumClient client = ContinuumClient.local(service.port())) {
      EvaluateRequest request = Evaluations.request(client, lab.problem("melbourne-ar.yaml"));
      var load =
          new Load<EvaluateRequest, EvaluateResponse>(
              lab.channels(service.port(), 2, Optional.empty()),
              PlacementServiceGrpc.getEvaluateMethod(),
              request);
      load.warmUp(4);
      Load.Outcome peak = load.peak(4, lab.time());
      // Refusing has to be as warm as answering.
      var unused = load.at(TIMES * peak.perSecond(), lab.time());
      long own = ProcessHandle.current().pid();
      Map<String, Double> before = service.cpuSeconds();
      Map<String, Double> ownBefore = ServerUnderLoad.cpuSeconds(own);
      Load.Outcome over = load.at(TIMES * peak.perSecond(), lab.time());
      Map<String, Double> after = service.cpuSeconds();
      Map<String, Double> ownAfter = ServerUnderLoad.cpuSeconds(own);
      double recovered = Double.POSITIVE_INFINITY;
      for (int second = 1; second <= 10; second++) {
        Load.Outcome calm = load.at(peak.perSecond() / 2, Duration.ofSeconds(1));
        if (calm.refused() == 0 && calm.millis(99) < 10 * peak.millis(99)) {
          recovered = second;
          break;
        }
      }
      List<Figure> figures = new ArrayList<>();
      figures.add(
          Figure.of("overload", "Evaluate of Melbourne on one core, peak", peak.perSecond(), "/s"));
      figures.add(Figure.of("overload", "offered", TIMES * peak.perSecond(), "/s"));
      figures.add(
          Figure.of(
              "overload", "generator late, p99", over.late().getValueAtPercentile(99) / 1e6, "ms"));
      figures.addAll(spent("the server's ", before, after));
      figures.addAll(spent("the generator's ", ownBefore, ownAfter));
      figures.add(
          Figure.atLeast(
              "overload", "goodput over the peak", over.perSecond() / peak.perSecond(), "", 0.9));
      figures.add(Figure.of("overload", "answered within 5 s", share(over), ""));
      figures.add(Figure.of("overload", "p99 of what is answered", over.millis(99), "ms"));
      figures.add(Figure.atMost("overload", "recovered after", recovered, "s", 5));
      return figures;
    } finally {
      pin("0-" + (Runtime.getRuntime().availableProcessors() - 1));
    }
  }

  private static List<Figure> spent(
      String whose, Map<String, Double> before, Map<String, Double> after) {
    List<Figure> figures = new ArrayList<>();
    after.forEach(
        (thread, seconds) -> {
          double spent = seconds - before.getOrDefault(thread, 0.0);
          if (spent >= LEAST_CPU_SECONDS) {
            figures.add(Figure.of("overload", "CPU of " + whose + thread, spent, "s"));
          }
        });
    return figures;
  }

  private static double share(Load.Outcome over) {
    double all = over.latency().getTotalCount();
    return over.latency().getCountBetweenValues(0, Math.round(LATE_MS * 1e6)) / Math.max(1, all);
  }

  /** Moves every thread of this process to these cores. */
  private static void pin(String cores) throws IOException, InterruptedException {
    String own = Long.toString(ProcessHandle.current().pid());
    int code =
        new ProcessBuilder("taskset", "-a", "-c", "-p", cores, own)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("taskset -c " + cores + " failed");
    }
  }
}
