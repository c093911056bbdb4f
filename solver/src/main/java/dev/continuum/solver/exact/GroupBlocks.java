package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What a group's blocks of calls may do: places, costs, and their variables in a model. */
final class GroupBlocks {

  /** Places that are cheapest for a block, before instances. */
  private static final int CHEAPEST = 3;

  /** Others, drawn at random: like sites tie but for distance. */
  private static final int DRAWN = 14;

  /**
   * A block in a place.
   *
   * @param block its number in the split
   * @param place node, or {@link RouteSpace#LOCAL}
   * @param way its number among those of the block in the place
   * @param options of the block's calls, in order
   * @param pairs by call; empty on the device
   * @param micros cost, micro-units per device; what crosses between blocks apart
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(int block, int place, int way, int[] options, int[] pairs, long micros) {

    /** The same at another cost. */
    Choice at(long other) {
      return new Choice(block, place, way, options, pairs, other);
    }
  }

  final CompiledGroup group;
  final Split split;

  /** How many of the group's devices a model places. */
  final int count;

  /** The places that a model looks at. */
  final List<Choice> choices;

  final Cuts cuts;

  /** Least cost of the payloads between blocks, by partition, micro-units per device. */
  final long[] cutMicros;

  /** Variables of a model: devices by choice, by partition, and not served; rows by block. */
  int[] devices;

  final int[] partition;
  final int[] row;
  int unserved;

  private final CompiledProblem problem;

  /** All that blocks may do. */
  final BlockWays ways;

  GroupBlocks(
      CompiledProblem problem,
      CompiledGroup group,
      Split split,
      SplittableRandom random,
      Map<String, Object> shared) {
    this.problem = problem;
    this.group = group;
    this.split = split;
    count = group.devices;
    choices = new ArrayList<>();
    cuts = Cuts.of(problem, this, shared);
    cutMicros = cuts.partitionMicros(this);
    ways = new BlockWays(problem, this, cuts);
    for (int block = 0; block < split.blocks().size(); block++) {
      List<Choice> all = ways.all(block, choice -> true);
      all.sort(Comparator.comparingLong(Choice::micros).thenComparingInt(Choice::place));
      choices.addAll(choose(all, Set.of(), random));
    }
    row = new int[split.blocks().size()];
    devices = new int[choices.size()];
    partition = new int[split.partitions().size()];
  }

  /** Some devices of another's group, for a model that looks at other places. */
  private GroupBlocks(GroupBlocks of, int count, List<Choice> choices) {
    problem = of.problem;
    group = of.group;
    split = of.split;
    cuts = of.cuts;
    cutMicros = of.cutMicros;
    ways = of.ways;
    this.count = count;
    this.choices = choices;
    row = new int[split.blocks().size()];
    devices = new int[choices.size()];
    partition = new int[split.partitions().size()];
  }

  /**
   * Some of the devices, for a model of a part.
   *
   * @param some how many
   * @param always places that are kept for every block
   * @param told which choices the part has room for
   * @param prices of load by pair, micro-units per nano-request/s
   */
  GroupBlocks within(
      int some,
      Set<Integer> always,
      Predicate<Choice> told,
      double[] prices,
      SplittableRandom random) {
    List<Choice> kept = new ArrayList<>();
    for (int block = 0; block < row.length; block++) {
      List<Choice> all = ways.all(block, told);
      all.sort(
          Comparator.comparingDouble((Choice choice) -> reducedMicros(choice, prices))
              .thenComparingInt(Choice::place));
      kept.addAll(choose(all, always, random));
    }
    return new GroupBlocks(this, some, kept);
  }

  /** The same, for a model of its own. */
  GroupBlocks copy() {
    return new GroupBlocks(this, count, new ArrayList<>(choices));
  }

  /** All devices, for a model that looks at every place. */
  GroupBlocks everywhere() {
    List<Choice> all = new ArrayList<>();
    for (int block = 0; block < row.length; block++) {
      all.addAll(ways.all(block, choice -> true));
    }
    return new GroupBlocks(this, count, all);
  }

  int[] calls(Choice choice) {
    return split.blocks().get(choice.block());
  }

  /** Load that a choice puts on a function, nano-requests/s per device. */
  long load(Choice choice, int function) {
    int[] calls = calls(choice);
    long load = 0;
    for (int i = 0; i < choice.pairs().length; i++) {
      if (problem.pairs().function(choice.pairs()[i]) == function) {
        load += group.routes.loadNanos(calls[i]);
      }
    }
    return load;
  }

  /** Adds a place that a model looks at, and the variable of devices there. */
  void add(Choice choice, int variable) {
    choices.add(choice);
    devices = Arrays.copyOf(devices, choices.size());
    devices[choices.size() - 1] = variable;
  }

  long dearestMicros() {
    return choices.stream().mapToLong(Choice::micros).max().orElse(0);
  }

  /** The pair where a call of the group costs least by itself, or -1. */
  int cheapestPair(int call) {
    Choice best = null;
    for (Choice choice : choices) {
      int[] calls = calls(choice);
      if (calls.length == 1
          && calls[0] == call
          && choice.pairs().length > 0
          && (best == null || choice.micros() < best.micros())) {
        best = choice;
      }
    }
    return best == null ? -1 : best.pairs()[0];
  }

  /** Places where a block is on time, of those that a test allows. */
  List<Choice> timely(int block, Predicate<Choice> told) {
    return ways.all(block, choice -> told.test(choice) && ways.isTimely(choice));
  }

  /** What a device costs there with the load that it puts on instances. */
  private double reducedMicros(Choice choice, double[] prices) {
    int[] calls = calls(choice);
    double micros = choice.micros();
    for (int i = 0; i < choice.pairs().length; i++) {
      micros += group.routes.loadNanos(calls[i]) * prices[choice.pairs()[i]];
    }
    return micros;
  }

  /**
   * The first places, those that are always kept, the device, pools, and some at random; all of
   * them on time.
   */
  private Set<Choice> choose(List<Choice> all, Set<Integer> always, SplittableRandom random) {
    Set<Choice> kept = new LinkedHashSet<>();
    for (Choice choice : all) {
      int place = choice.place();
      boolean wanted =
          kept.size() < CHEAPEST
              || place == RouteSpace.LOCAL
              || always.contains(place)
              || roomy(place);
      if (wanted && ways.isTimely(choice)) {
        kept.add(choice);
      }
    }
    int missing = DRAWN;
    for (int i = 0; i < 2 * DRAWN && missing > 0 && kept.size() < all.size(); i++) {
      Choice choice = all.get(random.nextInt(all.size()));
      if (ways.isTimely(choice)) {
        kept.add(choice);
        missing--;
      }
    }
    return kept;
  }

  /** Nodes without a memory limit take what fits nowhere else. */
  boolean roomy(int node) {
    return problem.nodes().hasEndlessMemory(node);
  }
}
