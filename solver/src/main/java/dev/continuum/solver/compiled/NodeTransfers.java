package dev.continuum.solver.compiled;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rounding;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How long payloads take between nodes, kept by their size: the same few sizes are asked for in
 * every route of every group. Only where nodes are few: a size takes 8 bytes a pair. Thread-safe.
 */
final class NodeTransfers {

  private static final int MOST_NODES = 512;
  private static final int MOST_SIZES = 256;

  private final Network network;
  private final int[] pointOfNode;
  private final ConcurrentHashMap<Long, Payload> payloads = new ConcurrentHashMap<>();

  NodeTransfers(Network network, int[] pointOfNode) {
    this.network = network;
    this.pointOfNode = pointOfNode;
  }

  /** Times of one size; empty where none are kept. */
  Optional<Payload> of(long bytes) {
    return pointOfNode.length > MOST_NODES || payloads.size() >= MOST_SIZES
        ? Optional.empty()
        : Optional.of(payloads.computeIfAbsent(bytes, Payload::new));
  }

  /** Times of one size, made row by row when asked for. */
  final class Payload {

    private final long bytes;
    private final AtomicReferenceArray<Row> rows = new AtomicReferenceArray<>(pointOfNode.length);

    private Payload(long bytes) {
      this.bytes = bytes;
    }

    /** Between two nodes, µs, or a negative number where there is no way. */
    long micros(int from, int to) {
      return row(from).micros[to];
    }

    /** From a node to the quickest of the others, µs; 0 where there is none. */
    long leastMicros(int from) {
      return row(from).least;
    }

    private Row row(int from) {
      Row row = rows.get(from);
      if (row == null) {
        row = made(from);
        rows.set(from, row);
      }
      return row;
    }

    private Row made(int from) {
      long[] micros = new long[pointOfNode.length];
      long least = Long.MAX_VALUE;
      for (int node = 0; node < micros.length; node++) {
        int to = pointOfNode[node];
        long latency = network.latencyMicros(pointOfNode[from], to);
        micros[node] =
            latency < 0
                ? latency
                : Rounding.transferMicros(
                    latency, bytes, new Bandwidth(network.bitsPerSecond(pointOfNode[from], to)));
        least = node == from || micros[node] < 0 ? least : Math.min(least, micros[node]);
      }
      return new Row(micros, least == Long.MAX_VALUE ? 0 : least);
    }
  }

  /** From one node, by node, and to the quickest other. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Row(long[] micros, long least) {}
}
