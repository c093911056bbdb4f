package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * An application's calls by number, which is their place in the order of ids, and the payloads that
 * may cross the network between them. Made once for an application. Immutable.
 */
final class CallGraph {

  /** The client, as an end of a payload. */
  static final int CLIENT = -1;

  private final List<Call> calls;
  private final int[] from;
  private final int[] to;
  private final List<CallId> orderedIds;
  private final int[] order;
  private final int[] positions;
  private final int[][] feeders;
  private final boolean[] fed;
  private final boolean[] feeds;
  private final List<Payload> payloads = new ArrayList<>();

  /**
   * What one call sends to another.
   *
   * @param producer number of the call that sends it, or {@link #CLIENT}
   * @param consumer number of the call that takes it, or {@link #CLIENT}
   * @param bytes its size per request
   * @param onEveryWay whether every way of a request from the client to the client leads through
   *     it, so that its delay is added to the makespan whatever else there is
   */
  record Payload(int producer, int consumer, long bytes, boolean onEveryWay) {}

  CallGraph(Application app) {
    calls = app.calls().stream().sorted(Comparator.comparing(Call::id)).toList();
    List<CallEdge> edges =
        app.edges().stream()
            .sorted(Comparator.comparing(CallEdge::from).thenComparing(CallEdge::to))
            .toList();
    from = edges.stream().mapToInt(edge -> number(edge.from())).toArray();
    to = edges.stream().mapToInt(edge -> number(edge.to())).toArray();
    orderedIds = TopologicalOrder.of(app);
    order = orderedIds.stream().mapToInt(this::number).toArray();
    positions = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      positions[order[i]] = i;
    }
    feeders = new int[calls.size()][];
    fed = new boolean[calls.size()];
    feeds = new boolean[calls.size()];
    for (int call = 0; call < feeders.length; call++) {
      int end = call;
      feeders[call] =
          IntStream.range(0, to.length).filter(e -> to[e] == end).map(e -> from[e]).toArray();
      fed[call] = feeders[call].length > 0;
      feeds[call] = Arrays.stream(from).anyMatch(start -> start == end);
    }
    addPayloads(app, edges);
  }

  private void addPayloads(Application app, List<CallEdge> edges) {
    for (int call = 0; call < fed.length; call++) {
      if (!fed[call]) {
        add(CLIENT, call, app.entryBytes(), -1);
      }
    }
    for (int edge = 0; edge < from.length; edge++) {
      add(from[edge], to[edge], edges.get(edge).bytesPerRequest(), edge);
    }
    for (int call = 0; call < feeds.length; call++) {
      if (!feeds[call]) {
        add(call, CLIENT, app.replyBytes(), -1);
      }
    }
  }

  private void add(int producer, int consumer, OptionalLong bytes, int edge) {
    if (bytes.isPresent()) {
      boolean onEveryWay = !leadsBackWithout(producer, consumer, edge);
      payloads.add(new Payload(producer, consumer, bytes.getAsLong(), onEveryWay));
    }
  }

  /** Whether a request finds its way without one edge, or without a client's side of one call. */
  private boolean leadsBackWithout(int producer, int consumer, int edge) {
    boolean[] reached = new boolean[calls.size()];
    boolean back = false;
    for (int call : order) {
      reached[call] = !fed[call] && !(producer == CLIENT && consumer == call);
      for (int i = 0; i < to.length; i++) {
        reached[call] |= i != edge && to[i] == call && reached[from[i]];
      }
      back |= reached[call] && !feeds[call] && !(consumer == CLIENT && producer == call);
    }
    return back;
  }

  private int number(CallId id) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("The call (" + id + ") of an edge is not declared.");
  }

  /** The calls, sorted by id. */
  List<Call> calls() {
    return calls;
  }

  /** Numbers of the calls, each after those that feed it. */
  int[] order() {
    return order;
  }

  /** The calls' ids in that order. */
  List<CallId> orderedIds() {
    return orderedIds;
  }

  /** Where a call stands in that order. */
  int position(int call) {
    return positions[call];
  }

  /** Numbers of the calls that feed one, ascending, once for each edge. */
  int[] feeders(int call) {
    return feeders[call];
  }

  /** How many edges there are; they are sorted by their ends. */
  int edges() {
    return from.length;
  }

  /** The call an edge starts at. */
  int from(int edge) {
    return from[edge];
  }

  /** The call an edge ends at. */
  int to(int edge) {
    return to[edge];
  }

  /** Entries, edges, replies, each sorted by call. */
  List<Payload> payloads() {
    return payloads;
  }
}
