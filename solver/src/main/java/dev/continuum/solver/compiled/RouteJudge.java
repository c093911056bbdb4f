package dev.continuum.solver.compiled;

import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a whole route of one group costs and whether it is allowed: transfers between its places,
 * the rules on one device, functions to be gathered, and the deadline. Thread-safe.
 */
public final class RouteJudge {

  /** The cost of a route that no device may take. */
  public static final long FORBIDDEN = Long.MAX_VALUE;

  private final Shape shape;
  private final Client client;
  private final Hops hops;
  private volatile NodeTransfers.@Nullable Payload @Nullable [] payloads;

  /** What groups have in common that differ only in where they attach. */
  static final class Shape {
    private final Rate rate;
    private final Transfer[] transfers;
    private final int[][] edges;
    private final OptionTable options;
    private final Gathering gathering;
    private final ObjectiveWeights weights;
    private final DeadlineJudge deadline;
    private final boolean chain;
    private final List<Way> ways;
    private volatile @Nullable CallLaws laws;

    Shape(
        Rate rate,
        AppTransfers app,
        OptionTable options,
        List<boolean[]> gathered,
        ObjectiveWeights weights,
        DeadlineJudge deadline) {
      this.rate = rate;
      this.transfers = app.transfers().toArray(Transfer[]::new);
      this.edges = app.edges().toArray(int[][]::new);
      this.options = options;
      this.gathering = new Gathering(options, gathered);
      this.weights = weights;
      this.deadline = deadline;
      this.chain = isChain(app.edges(), options.calls());
      this.ways = app.ways();
    }

    OptionTable options() {
      return options;
    }

    private CallLaws laws() {
      CallLaws known = laws;
      if (known == null) {
        known = new CallLaws(deadline, options, ways);
        laws = known;
      }
      return known;
    }
  }

  RouteJudge(Shape shape, Client client, Hops hops) {
    this.shape = shape;
    this.client = client;
    this.hops = hops;
  }

  private static boolean isChain(List<int[]> edges, int calls) {
    int[] in = new int[calls];
    int[] out = new int[calls];
    for (int[] edge : edges) {
      if (edge[0] >= 0) {
        out[edge[0]]++;
      }
      if (edge[1] >= 0) {
        in[edge[1]]++;
      }
    }
    int sources = 0;
    for (int call = 0; call < calls; call++) {
      if (in[call] > 1 || out[call] > 1) {
        return false;
      }
      sources += in[call] == 0 ? 1 : 0;
    }
    // With an entry transfer to every source, none of them has in = 0.
    int entries = (int) edges.stream().filter(edge -> edge[0] < 0).count();
    return sources + entries <= 1;
  }

  /**
   * Cost coefficient of a route, micro-units per hour and device, or {@link #FORBIDDEN} where a
   * rule other than the deadline forbids it.
   */
  public long costMicros(int[] route) {
    if (!shape.gathering.allows(route, route.length)) {
      return FORBIDDEN;
    }
    long nanos = 0;
    for (int call = 0; call < route.length; call++) {
      nanos += shape.options.termNanos(call, route[call]);
    }
    long micros = 0;
    long up = 0;
    long down = 0;
    long upMillibits = 0;
    long downMillibits = 0;
    int radioTransfers = 0;
    for (Transfer transfer : shape.transfers) {
      int from = place(route, transfer.from());
      int to = place(route, transfer.to());
      if (from == to) {
        continue;
      }
      long latency = hops.latencyMicros(from, to);
      if (latency < 0) {
        return FORBIDDEN;
      }
      Bandwidth bandwidth = new Bandwidth(hops.bitsPerSecond(from, to));
      micros += Rounding.transferMicros(latency, transfer.bytes(), bandwidth);
      nanos +=
          Rounding.sentTerm(
              shape.weights.perMoney(), shape.rate, transfer.bytes(), hops.perGibSent(from));
      if (from == RouteSpace.LOCAL) {
        up += transfer.bytes();
        upMillibits += Rounding.millibitsPerSecond(shape.rate, transfer.bytes());
        radioTransfers++;
      } else if (to == RouteSpace.LOCAL) {
        down += transfer.bytes();
        downMillibits += Rounding.millibitsPerSecond(shape.rate, transfer.bytes());
        radioTransfers++;
      }
    }
    double radioWatts = client.radioWatts(shape.rate, up, down, radioTransfers);
    if (!client.accessCarries(upMillibits, downMillibits)) {
      return FORBIDDEN;
    }
    long keptMicros = client.keptMicros(route, shape.options, radioWatts);
    if (keptMicros == FORBIDDEN) {
      return FORBIDDEN;
    }
    nanos += Rounding.networkTerm(shape.weights.networkPerRequestMs(), shape.rate, micros);
    nanos += Rounding.powerTerm(shape.weights.perJoule(), radioWatts);
    return Rounding.routeMicros(nanos) + keptMicros;
  }

  /**
   * Whether a device could run what calls [from, to) of a route leave to it; if not, no route that
   * has these calls so is allowed, whatever the others do.
   */
  public boolean deviceMayRun(int[] route, int from, int to) {
    return client.keptMicros(route, from, to, shape.options, 0) != FORBIDDEN;
  }

  /** Whether a route misses the deadline; a route of a group without one never does. */
  public boolean missesDeadline(int[] route) {
    return shape.deadline.misses(route, this);
  }

  /**
   * What routes of this group that are not yet whole take at least; empty where that is unknown.
   */
  public Optional<LatencyFloor> latencyFloor() {
    return hasDeadline() && !ways().isEmpty()
        ? Optional.of(new LatencyFloor(this, shape.laws(), shape.deadline.limitNanos()))
        : Optional.empty();
  }

  /** Whether missing the deadline forbids a route, rather than making it late. */
  public boolean hardDeadline() {
    return shape.deadline.hard();
  }

  /** Whether there is a deadline at all. */
  public boolean hasDeadline() {
    return shape.deadline.exists();
  }

  /** A lower bound of one transfer's part of the cost in nano-units: its latency alone. */
  public double transferNanosAtLeast(int transferIndex, int fromPlace, int toPlace) {
    if (fromPlace == toPlace) {
      return 0;
    }
    long micros = transferMicros(transferIndex, fromPlace, toPlace);
    return micros < 0 ? Double.POSITIVE_INFINITY : nanosPerTransferMicro() * micros;
  }

  /** The same from a place to any other node; 0 where that is not known. */
  double leastTransferNanos(int transferIndex, int fromPlace) {
    NodeTransfers.Payload kept = fromPlace == RouteSpace.LOCAL ? null : payloads()[transferIndex];
    return kept == null ? 0 : nanosPerTransferMicro() * kept.leastMicros(fromPlace);
  }

  /** A payload's time between two different places, µs, or a negative number without a way. */
  private long transferMicros(int transfer, int from, int to) {
    if (from != RouteSpace.LOCAL && to != RouteSpace.LOCAL) {
      NodeTransfers.Payload kept = payloads()[transfer];
      if (kept != null) {
        return kept.micros(from, to);
      }
    }
    long latency = hops.latencyMicros(from, to);
    return latency < 0
        ? latency
        : Rounding.transferMicros(
            latency,
            shape.transfers[transfer].bytes(),
            new Bandwidth(hops.bitsPerSecond(from, to)));
  }

  private NodeTransfers.@Nullable Payload[] payloads() {
    NodeTransfers.@Nullable Payload @Nullable [] known = payloads;
    if (known == null) {
      known = new NodeTransfers.@Nullable Payload[shape.transfers.length];
      for (int t = 0; t < known.length; t++) {
        known[t] = hops.transfers().of(shape.transfers[t].bytes()).orElse(null);
      }
      payloads = known;
    }
    return known;
  }

  /** What a microsecond of a transfer costs, nano-units per hour and device. */
  public double nanosPerTransferMicro() {
    return shape.rate.perSecond() * 3600 * shape.weights.networkPerRequestMs() * 1e6;
  }

  /** Latency between two places without payload, µs, or a negative number where there is no way. */
  public long latencyMicros(int fromPlace, int toPlace) {
    return fromPlace == toPlace ? 0 : hops.latencyMicros(fromPlace, toPlace);
  }

  /** Whether no latency between two points is more than that of a way by a third. */
  public boolean latenciesAreMetric() {
    return hops.areMetric();
  }

  /** Where the clients attach: groups of one number see the same latencies beyond their access. */
  public int clientPoint() {
    return hops.clientPoint();
  }

  /** Latency of the access link alone, µs. */
  public long accessMicros() {
    return hops.access().latencyMicros();
  }

  /** A lower bound of a transfer that takes so long without payload, nano-units per device. */
  public double transferNanosAtLeast(int transferIndex, long latencyMicros) {
    Transfer transfer = shape.transfers[transferIndex];
    double bits =
        transfer.from() == Transfer.CLIENT
            ? hops.access().upBitsPerSecond()
            : transfer.to() == Transfer.CLIENT
                ? hops.access().downBitsPerSecond()
                : Double.POSITIVE_INFINITY;
    return nanosPerTransferMicro()
        * Rounding.transferMicros(latencyMicros, transfer.bytes(), new Bandwidth(bits));
  }

  /** Number of payloads per request. */
  public int transfers() {
    return shape.transfers.length;
  }

  /** The producing call of a payload, or -1 for the client. */
  public int transferFrom(int index) {
    return shape.transfers[index].from();
  }

  /** The consuming call of a payload, or -1 for the client. */
  public int transferTo(int index) {
    return shape.transfers[index].to();
  }

  /**
   * Traffic of one device on a route, on every limited link.
   *
   * @param use receives each limited link that the route crosses
   */
  public void traffic(int[] route, LinkUse use) {
    for (Transfer transfer : shape.transfers) {
      int from = place(route, transfer.from());
      int to = place(route, transfer.to());
      if (from != to) {
        long millibits = Rounding.millibitsPerSecond(shape.rate, transfer.bytes());
        for (int link : hops.links(from, to)) {
          use.add(link, millibits);
        }
      }
    }
  }

  /** Edges of the DAG and its entries and replies: from, to, and the transfer or -1. */
  int[][] edges() {
    return shape.edges;
  }

  /** Whether the calls follow one another without forks or joins. */
  boolean isChain() {
    return shape.chain;
  }

  /** Every way through the calls; none where there are too many. */
  List<Way> ways() {
    return shape.ways;
  }

  /** How long an edge's payload is on its way, µs, without variation; 0 without payload. */
  long delayMicros(int[] edge, int[] route) {
    return delayMicros(edge[2], place(route, edge[0]), place(route, edge[1]));
  }

  private long delayMicros(int transfer, int from, int to) {
    return transfer < 0 || from == to ? 0 : transferMicros(transfer, from, to);
  }

  /** The same in ns, at least 0, by the edge's number. */
  long delayNanos(int edge, int[] route) {
    return 1000 * Math.max(0, delayMicros(shape.edges[edge], route));
  }

  /** The same between two places. */
  long delayNanos(int edge, int from, int to) {
    return 1000 * Math.max(0, delayMicros(shape.edges[edge][2], from, to));
  }

  int node(int call, int option) {
    return shape.options.node(call, option);
  }

  List<Transfer> transferList() {
    return List.of(shape.transfers);
  }

  Hops hops() {
    return hops;
  }

  int place(int[] route, int call) {
    return call == Transfer.CLIENT ? RouteSpace.LOCAL : shape.options.node(call, route[call]);
  }

  int function(int[] route, int call) {
    return shape.options.function(call, route[call]);
  }

  /** Which calls run in one place. */
  public Gathering gathering() {
    return shape.gathering;
  }
}
