package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import java.util.List;

/**
 * Where the time of a route goes: in all its parts together, and on its longest chain. Reads one
 * route; not thread-safe.
 */
final class LongestChain {

  private static final int NONE = -1;

  private final RouteShape shape;
  private final List<Transfer> transfers;

  /** The longest chain until each call is served, by number of the call. */
  private final long[] transferMicros;

  private final long[] waitMicros;
  private final long[] serviceMicros;

  /** The call before it on that chain. */
  private final int[] before;

  private LongestChain(RouteShape shape, List<Transfer> transfers) {
    this.shape = shape;
    this.transfers = transfers;
    int calls = shape.calls().size();
    transferMicros = new long[calls];
    waitMicros = new long[calls];
    serviceMicros = new long[calls];
    before = new int[calls];
  }

  /** All transfers of a route together. */
  static long transferMicros(List<Transfer> transfers) {
    long sum = 0;
    for (Transfer transfer : transfers) {
      sum = Amount.sum(sum, transfer.micros());
    }
    return sum;
  }

  /** The longest chain from the client to the client; of equal ones the first by id. */
  static CriticalPath of(PlacedRoute route, List<Transfer> transfers) {
    return new LongestChain(route.shape(), transfers).longest();
  }

  private CriticalPath longest() {
    CallGraph graph = shape.graph();
    int last = NONE;
    long reply = 0;
    for (int call : graph.order()) {
      arrive(call, graph.feeders(call));
      waitMicros[call] = Amount.sum(waitMicros[call], shape.waitMicros(call));
      serviceMicros[call] = Amount.sum(serviceMicros[call], shape.serviceMicros(call));
      long back = Amount.sum(transferMicros[call], between(call, CallGraph.CLIENT));
      if (last == NONE || total(call, back) > total(last, reply)) {
        last = call;
        reply = back;
      }
    }
    return last == NONE
        ? new CriticalPath(List.of(), 0, 0, 0)
        : new CriticalPath(chain(last), reply, waitMicros[last], serviceMicros[last]);
  }

  /** The later of the client's request and what feeds the call. */
  private void arrive(int call, int[] feeders) {
    before[call] = NONE;
    transferMicros[call] = between(CallGraph.CLIENT, call);
    for (int feeder : feeders) {
      long way = Amount.sum(transferMicros[feeder], between(feeder, call));
      if (before[call] == NONE || total(feeder, way) > total(call, transferMicros[call])) {
        before[call] = feeder;
        transferMicros[call] = way;
        waitMicros[call] = waitMicros[feeder];
        serviceMicros[call] = serviceMicros[feeder];
      }
    }
  }

  private long total(int call, long transfers) {
    return transfers + waitMicros[call] + serviceMicros[call];
  }

  private long between(int producer, int consumer) {
    for (Transfer transfer : transfers) {
      if (transfer.producer() == producer && transfer.consumer() == consumer) {
        return transfer.micros();
      }
    }
    return 0;
  }

  /** The calls up to one. */
  private List<CallId> chain(int last) {
    int length = 0;
    for (int call = last; call != NONE; call = before[call]) {
      length++;
    }
    if (length == before.length) {
      return shape.graph().orderedIds(); // of a chain of calls; all its routes share it
    }
    CallId[] calls = new CallId[length];
    for (int call = last; call != NONE; call = before[call]) {
      calls[--length] = shape.calls().get(call).call().id();
    }
    return List.of(calls);
  }
}
