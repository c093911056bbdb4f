package dev.continuum.service.api;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.validation.ProblemValidator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Valid problems of late and judges of their placements: who asks about one problem again and again
 * does not pay for its conversion, validation and shortest paths each time. Holds problems of some
 * megabytes together; the one that was asked about longest ago goes first. Thread-safe.
 */
final class Oracles {

  private static final long MOST_BYTES = 16 << 20;

  /** A judge remembers laws of the loads it has seen: it is let go before they pile up. */
  private static final int MOST_USES = 1000;

  private final Map<Problem, Known> problems = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Known(PlacementProblem problem, Deque<Judge> idle) {}

  private record Judge(PlacementEvaluator oracle, int uses) {}

  /** Works with the problem and a judge of its own for that time. */
  <T> T judge(Problem wire, BiFunction<PlacementProblem, PlacementEvaluator, T> work) {
    Known known = known(wire);
    Judge judge = borrowed(known);
    T answer = work.apply(known.problem(), judge.oracle());
    // Not after a fault, which may have left it half way.
    if (judge.uses() < MOST_USES) {
      synchronized (known.idle()) {
        known.idle().push(new Judge(judge.oracle(), judge.uses() + 1));
      }
    }
    return answer;
  }

  private static Judge borrowed(Known known) {
    synchronized (known.idle()) {
      Judge idle = known.idle().poll();
      if (idle != null) {
        return idle;
      }
    }
    return new Judge(new PlacementEvaluator(known.problem()), 0);
  }

  private Known known(Problem wire) {
    synchronized (problems) {
      Known known = problems.get(wire);
      if (known != null) {
        return known;
      }
    }
    PlacementProblem problem = ProblemWire.model(wire);
    ProblemValidator.requireValid(problem);
    Known fresh = new Known(problem, new ArrayDeque<>());
    synchronized (problems) {
      if (problems.putIfAbsent(wire, fresh) == null) {
        bytes += wire.getSerializedSize();
        Iterator<Problem> eldest = problems.keySet().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
          bytes -= eldest.next().getSerializedSize();
          eldest.remove();
        }
      }
    }
    return fresh;
  }
}
