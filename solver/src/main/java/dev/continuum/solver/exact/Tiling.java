package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides nodes into tiles of about the same size: again and again in halves, each nearer to one of
 * two groups that are far apart. What is near is what costs a group little more than where it costs
 * least. Groups go with the node where they cost least. (Recursive bisection: M. J. Berger, S. H.
 * Bokhari 1987, DOI 10.1109/TC.1987.1676942.)
 *
 * @param ofNode tile by node; -1 for nodes without a memory limit, which all tiles share
 * @param ofGroup tile by group
 * @param count how many tiles
 */
@SuppressWarnings("ArrayRecordComponent")
record Tiling(int[] ofNode, int[] ofGroup, int count) {

  /** More than any cost: where a group cannot run. */
  private static final double FAR = 1e15;

  /** In tiles of at most so many nodes. */
  static Tiling of(CompiledProblem problem, List<GroupBlocks> blocks, int most) {
    return new Work(problem, blocks).tiling(most);
  }

  /** The nodes of a tile and those that all share. */
  boolean[] open(int tile) {
    boolean[] open = new boolean[ofNode.length];
    for (int n = 0; n < open.length; n++) {
      open[n] = ofNode[n] == tile || ofNode[n] < 0;
    }
    return open;
  }

  private static final class Work {

    private final List<GroupBlocks> blocks;
    private final int[] nodes;

    /** By group and node: how much dearer than where the group costs least. */
    private final double[][] dearer;

    /** By group: whether some node is dearer than another. */
    private final boolean[] tells;

    private final int[] home;
    private final int[] tile;
    private int tiles;

    Work(CompiledProblem problem, List<GroupBlocks> blocks) {
      this.blocks = blocks;
      GroupBlocks any = blocks.getFirst();
      nodes = IntStream.range(0, problem.nodes().size).filter(n -> !any.roomy(n)).toArray();
      dearer = new double[blocks.size()][problem.nodes().size];
      home = new int[blocks.size()];
      tells = new boolean[home.length];
      for (int g = 0; g < home.length; g++) {
        double[] of = dearer[g];
        for (int n : nodes) {
          of[n] = Math.min(FAR, Region.leastMicros(blocks.get(g), n));
        }
        home[g] = least(of, nodes);
        double least = nodes.length == 0 ? 0 : of[home[g]];
        for (int n : nodes) {
          of[n] -= least;
          tells[g] |= of[n] > 0;
        }
      }
      tile = new int[problem.nodes().size];
      Arrays.fill(tile, -1);
    }

    private static int least(double[] of, int[] among) {
      int least = among.length == 0 ? -1 : among[0];
      for (int n : among) {
        least = of[n] < of[least] ? n : least;
      }
      return least;
    }

    Tiling tiling(int most) {
      halve(nodes, most);
      int[] ofGroup = new int[blocks.size()];
      Arrays.setAll(ofGroup, g -> home[g] < 0 ? 0 : tile[home[g]]);
      return new Tiling(tile, ofGroup, tiles);
    }

    private void halve(int[] some, int most) {
      if (some.length <= most) {
        Arrays.stream(some).forEach(n -> tile[n] = tiles);
        tiles++;
        return;
      }
      double[] one = dearer[nearest(farthest(dearer[nearest(some[0])], some))];
      double[] other = dearer[nearest(farthest(one, some))];
      int[] sorted =
          IntStream.of(some)
              .boxed()
              .sorted(
                  Comparator.comparingDouble((Integer n) -> one[n] - other[n])
                      .thenComparing(Comparator.naturalOrder()))
              .mapToInt(Integer::intValue)
              .toArray();
      halve(Arrays.copyOfRange(sorted, 0, sorted.length / 2), most);
      halve(Arrays.copyOfRange(sorted, sorted.length / 2, sorted.length), most);
    }

    private static int farthest(double[] from, int[] among) {
      int farthest = among[0];
      for (int n : among) {
        farthest = from[n] > from[farthest] ? n : farthest;
      }
      return farthest;
    }

    /** The group to which a node is nearest, of those to which not all are alike. */
    private int nearest(int node) {
      int nearest = -1;
      for (int g = 0; g < dearer.length; g++) {
        boolean nearer = nearest < 0 || dearer[g][node] < dearer[nearest][node];
        nearest = tells[g] && nearer ? g : nearest;
      }
      return Math.max(0, nearest);
    }
  }

  /** The groups of each tile. */
  List<List<GroupBlocks>> groups(List<GroupBlocks> blocks) {
    List<List<GroupBlocks>> groups = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      groups.add(new ArrayList<>());
    }
    for (int g = 0; g < ofGroup.length; g++) {
      groups.get(ofGroup[g]).add(blocks.get(g));
    }
    return groups;
  }
}
