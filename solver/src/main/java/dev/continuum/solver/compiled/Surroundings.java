package dev.continuum.solver.compiled;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Nodes around clients where every delay follows from distance in a plane: a grid of square cells,
 * looked at in rings around a client's, so that what is farther need not be. Thread-safe.
 */
public final class Surroundings {

  private static final double NODES_PER_CELL = 2;
  private static final double OUTWARD = 1e-9;

  private final double[] pointX;
  private final double[] pointY;
  private final double[] nodeX;
  private final double[] nodeY;
  private final double left;
  private final double bottom;
  private final double cell;
  private final int columns;
  private final int rows;
  private final int[] firstOfCell;
  private final int[] nodeOfCell;
  private final DistanceRule rule;
  private final Map<Key, Law> laws = new ConcurrentHashMap<>();

  private record Key(OptionTable options, Hops.Access access, int call) {}

  /**
   * What an option costs at a distance, at least: micro-units per device.
   *
   * @param base by kind of option
   * @param perKilometre more with distance
   * @param least the least base
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Law(double[] base, double perKilometre, double least) {}

  private Surroundings(
      double[] pointX, double[] pointY, double[] nodeX, double[] nodeY, DistanceRule rule) {
    this.pointX = pointX;
    this.pointY = pointY;
    this.nodeX = nodeX;
    this.nodeY = nodeY;
    this.rule = rule;
    double right = Double.NEGATIVE_INFINITY;
    double top = Double.NEGATIVE_INFINITY;
    double west = Double.POSITIVE_INFINITY;
    double south = Double.POSITIVE_INFINITY;
    for (int n = 0; n < nodeX.length; n++) {
      west = Math.min(west, nodeX[n]);
      right = Math.max(right, nodeX[n]);
      south = Math.min(south, nodeY[n]);
      top = Math.max(top, nodeY[n]);
    }
    left = west;
    bottom = south;
    double area = Math.max(1e-12, (right - west) * (top - south));
    cell = Math.max(1e-6, Math.sqrt(area * NODES_PER_CELL / nodeX.length));
    columns = 1 + (int) ((right - west) / cell);
    rows = 1 + (int) ((top - south) / cell);
    firstOfCell = new int[columns * rows + 1];
    for (int n = 0; n < nodeX.length; n++) {
      firstOfCell[cellOf(nodeX[n], nodeY[n]) + 1]++;
    }
    for (int c = 0; c < columns * rows; c++) {
      firstOfCell[c + 1] += firstOfCell[c];
    }
    nodeOfCell = new int[nodeX.length];
    int[] next = firstOfCell.clone();
    for (int n = 0; n < nodeX.length; n++) {
      nodeOfCell[next[cellOf(nodeX[n], nodeY[n])]++] = n;
    }
  }

  /** Of a network, if distance alone gives its delays and there is a node. */
  static Optional<Surroundings> of(Network network, int[] pointOfNode) {
    Optional<DistanceRule> rule = network.distanceAlone();
    List<Optional<Position>> positions = network.positions();
    if (rule.isEmpty()
        || rule.get().geometry() != Position.Geometry.PLANE
        || pointOfNode.length == 0
        || positions.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    double[] pointX = positions.stream().mapToDouble(at -> at.orElseThrow().longitude()).toArray();
    double[] pointY = positions.stream().mapToDouble(at -> at.orElseThrow().latitude()).toArray();
    double[] nodeX = new double[pointOfNode.length];
    double[] nodeY = new double[pointOfNode.length];
    for (int n = 0; n < nodeX.length; n++) {
      nodeX[n] = pointX[pointOfNode[n]];
      nodeY[n] = pointY[pointOfNode[n]];
    }
    return Optional.of(new Surroundings(pointX, pointY, nodeX, nodeY, rule.get()));
  }

  /** The law of a group's call, if it alone has a choice. */
  public Law law(CompiledGroup group, int call) {
    RouteSpace routes = group.routes;
    return laws.computeIfAbsent(
        new Key(routes.options(), routes.judge().hops().access(), call),
        key -> makeLaw(routes, call));
  }

  private Law makeLaw(RouteSpace routes, int call) {
    RouteJudge judge = routes.judge();
    Hops hops = judge.hops();
    double fixed = 0;
    double perKilometre = 0;
    for (int t = 0; t < judge.transfers(); t++) {
      boolean sends = judge.transferFrom(t) == call;
      if (sends || judge.transferTo(t) == call) {
        double perMicro = judge.nanosPerTransferMicro() / 1000;
        double bits =
            Math.min(
                rule.bandwidth().bitsPerSecond(),
                sends ? hops.access().downBitsPerSecond() : hops.access().upBitsPerSecond());
        long bytes = judge.transferList().get(t).bytes();
        fixed +=
            perMicro
                * (rule.baseMicros()
                    + hops.access().latencyMicros()
                    + Rounding.transferMicros(0, bytes, new Bandwidth(bits)));
        perKilometre += perMicro * rule.microsPerKilometre();
      }
    }
    OptionTable options = routes.options();
    int kinds = 0;
    for (int option = 0; option < options.options(call); option++) {
      kinds = Math.max(kinds, options.kind(call, option) + 1);
    }
    double[] base = new double[kinds];
    double least = Double.POSITIVE_INFINITY;
    for (int option = 0; option < options.options(call); option++) {
      boolean local = options.node(call, option) == RouteSpace.LOCAL;
      double micros = options.termNanos(call, option) / 1000.0 + (local ? 0 : fixed);
      base[options.kind(call, option)] = micros - OUTWARD * Math.abs(micros);
      least = local ? least : Math.min(least, base[options.kind(call, option)]);
    }
    return new Law(base, perKilometre * (1 - OUTWARD), least);
  }

  /** How many rings reach every node from anywhere in the grid. */
  public int rings() {
    return Math.max(columns, rows);
  }

  /** Distance from a group's clients to a node, km. */
  public double kilometres(CompiledGroup group, int node) {
    int point = group.routes.judge().hops().clientPoint();
    double dx = pointX[point] - nodeX[node];
    double dy = pointY[point] - nodeY[node];
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** All nodes of later rings are at least so far from a group's clients, km. */
  public double beyond(CompiledGroup group, int ring) {
    int point = group.routes.judge().hops().clientPoint();
    int column = column(pointX[point]);
    int row = row(pointY[point]);
    double east = left + (column + ring + 1) * cell - pointX[point];
    double west = pointX[point] - (left + (column - ring) * cell);
    double north = bottom + (row + ring + 1) * cell - pointY[point];
    double south = pointY[point] - (bottom + (row - ring) * cell);
    double nearest = Double.POSITIVE_INFINITY;
    nearest = column + ring + 1 < columns ? Math.min(nearest, east) : nearest;
    nearest = column - ring > 0 ? Math.min(nearest, west) : nearest;
    nearest = row + ring + 1 < rows ? Math.min(nearest, north) : nearest;
    nearest = row - ring > 0 ? Math.min(nearest, south) : nearest;
    return Math.max(0, nearest * (1 - OUTWARD));
  }

  /**
   * Nodes of one ring of cells around a group's clients.
   *
   * @param into receives them; long enough for all nodes
   * @return how many
   */
  public int ring(CompiledGroup group, int ring, int[] into) {
    int point = group.routes.judge().hops().clientPoint();
    int column = column(pointX[point]);
    int row = row(pointY[point]);
    int count = 0;
    for (int r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
      boolean whole = r == row - ring || r == row + ring;
      int step = whole || ring == 0 ? 1 : 2 * ring;
      for (int c = column - ring; c <= column + ring; c += step) {
        if (c >= 0 && c < columns) {
          for (int i = firstOfCell[r * columns + c]; i < firstOfCell[r * columns + c + 1]; i++) {
            into[count++] = nodeOfCell[i];
          }
        }
      }
    }
    return count;
  }

  private int cellOf(double x, double y) {
    return row(y) * columns + column(x);
  }

  private int column(double x) {
    return Math.clamp((int) Math.floor((x - left) / cell), 0, columns - 1);
  }

  private int row(double y) {
    return Math.clamp((int) Math.floor((y - bottom) / cell), 0, rows - 1);
  }
}
