package dev.continuum.benchmarks.service;

import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateRequest;
import dev.continuum.service.proto.PlacementServiceProto.EvaluateResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Evaluate of Melbourne at ten times what one core can, the generator on the other core. */
final class Overload implements Case {

  private static final int TIMES = 10;
  private static final double LATE_MS = 5000;

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
      Load.Outcome over = load.at(TIMES * peak.perSecond(), lab.time());
      double recovered = Double.POSITIVE_INFINITY;
      for (int second = 1; second <= 10; second++) {
        Load.Outcome after = load.at(peak.perSecond() / 2, Duration.ofSeconds(1));
        if (after.refused() == 0 && after.millis(99) < 10 * peak.millis(99)) {
          recovered = second;
          break;
        }
      }
      return List.of(
          Figure.of("overload", "Evaluate of Melbourne on one core, peak", peak.perSecond(), "/s"),
          Figure.of("overload", "offered", TIMES * peak.perSecond(), "/s"),
          Figure.atLeast(
              "overload", "goodput over the peak", over.perSecond() / peak.perSecond(), "", 0.9),
          Figure.of("overload", "answered within 5 s", share(over), ""),
          Figure.of("overload", "p99 of what is answered", over.millis(99), "ms"),
          Figure.atMost("overload", "recovered after", recovered, "s", 5));
    } finally {
      pin("0-" + (Runtime.getRuntime().availableProcessors() - 1));
    }
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
