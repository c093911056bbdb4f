package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.Gathering;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a group's blocks of calls may do: places, costs, and their variables in a model. */
final class GroupBlocks {

  /** Places that are cheapest for a block, before instances. */
  private static final int CHEAPEST = 3;

  /** Others, drawn at random: like sites tie but for distance. */
  private static final int DRAWN = 14;

  private static final byte UNKNOWN = 0;
  private static final byte ON_TIME = 1;
  private static final byte LATE = 2;

  /**
   * A block in a place.
   *
   * @param block its number in the split
   * @param place node, or {@link RouteSpace#LOCAL}
   * @param options of the block's calls, in order
   * @param pairs by call; empty on the device
   * @param micros cost, micro-units per device; what crosses between blocks apart
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(int block, int place, int[] options, int[] pairs, long micros) {

    Choice plus(long more) {
      return new Choice(block, place, options, pairs, micros + more);
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

  /** What each block costs in each place, the device first; null where it cannot run. */
  private final @Nullable Choice[][] priced;

  /**
   * Whether that is on time, beside the cheapest of all other calls; found when it is asked for,
   * which several threads may do at once: each finds the same.
   */
  private final byte[][] timely;

  /** Each call's cheapest option by itself: a block is looked at beside these. */
  private final int[] quickest;

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
    quickest = cheapest(group.routes);
    cuts = Cuts.of(problem, this, shared);
    cutMicros = cuts.partitionMicros(this);
    priced = new Choice[split.blocks().size()][problem.nodes().size + 1];
    timely = new byte[priced.length][problem.nodes().size + 1];
    for (int block = 0; block < priced.length; block++) {
      for (int place = RouteSpace.LOCAL; place < problem.nodes().size; place++) {
        priced[block][place + 1] = price(block, place);
      }
      List<Choice> all = priced(block, choice -> true);
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
    quickest = of.quickest;
    priced = of.priced;
    timely = of.timely;
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
    for (int block = 0; block < priced.length; block++) {
      List<Choice> all = priced(block, told);
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
    for (Choice[] block : priced) {
      Arrays.stream(block).filter(Objects::nonNull).forEach(all::add);
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

  private static int[] cheapest(RouteSpace routes) {
    int[] route = new int[routes.calls()];
    for (int call = 0; call < route.length; call++) {
      double[] fixed = routes.fixedMicros(call);
      for (int option = 1; option < fixed.length; option++) {
        route[call] = fixed[option] < fixed[route[call]] ? option : route[call];
      }
    }
    return route;
  }

  /** Places where a block is on time, of those that a test allows. */
  List<Choice> timely(int block, Predicate<Choice> told) {
    return priced(block, choice -> told.test(choice) && isTimely(choice));
  }

  /** Places where a block can run, of those that a test allows. */
  private List<Choice> priced(int block, Predicate<Choice> told) {
    List<Choice> all = new ArrayList<>();
    for (int place = RouteSpace.LOCAL; place < problem.nodes().size; place++) {
      Choice choice = priced(block, place);
      if (choice != null && told.test(choice)) {
        all.add(choice);
      }
    }
    return all;
  }

  private boolean isTimely(Choice choice) {
    byte[] known = timely[choice.block()];
    int at = choice.place() + 1;
    if (known[at] == UNKNOWN) {
      // All calls together have no price where they would be late; calls that a rule gathers are
      // not beside what is cheapest.
      int[] route = beside(choice);
      boolean may = choice.block() == 0 || !isGathered(route) || onTime(route);
      known[at] = may ? ON_TIME : LATE;
    }
    return known[at] == ON_TIME;
  }

  /**
   * Whether devices that run a block themselves are late wherever the one other call runs. (Nodes
   * are seldom that slow, and looking at all of them takes long.)
   */
  boolean isHopeless(Choice choice) {
    int[] free = Split.freeCalls(group.routes);
    if (choice.place() != RouteSpace.LOCAL
        || choice.block() == 0
        || free.length != 2
        || isTimely(choice)) {
      return false;
    }
    int other = free[0] == calls(choice)[0] ? free[1] : free[0];
    int[] route = beside(choice);
    for (int option = 0; option < group.routes.options(other); option++) {
      route[other] = option;
      if (onTime(route)) {
        return false;
      }
    }
    return true;
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
      if (wanted && isTimely(choice)) {
        kept.add(choice);
      }
    }
    int missing = DRAWN;
    for (int i = 0; i < 2 * DRAWN && missing > 0 && kept.size() < all.size(); i++) {
      Choice choice = all.get(random.nextInt(all.size()));
      if (isTimely(choice)) {
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

  /**
   * A block in a place, or null where it cannot run, or all calls there would be late. No route
   * with this block costs less than the sum over its blocks and what crosses between them.
   */
  @Nullable Choice priced(int block, int place) {
    return priced[block][place + 1];
  }

  private @Nullable Choice price(int block, int place) {
    int[] calls = split.blocks().get(block);
    int[] options = new int[calls.length];
    int[] pairs = new int[place == RouteSpace.LOCAL ? 0 : calls.length];
    double micros = block == 0 ? 0 : cuts.extra(this, calls, place);
    for (int i = 0; i < calls.length; i++) {
      double[] fixed = group.routes.fixedMicros(calls[i]);
      options[i] = group.routes.cheapestAt(calls[i], place, fixed);
      if (options[i] < 0 || keepsMore(calls, calls[i], options[i])) {
        return null;
      }
      micros += fixed[options[i]];
      if (place != RouteSpace.LOCAL) {
        pairs[i] = problem.pairs().index(group.routes.function(calls[i], options[i]), place);
      }
    }
    Choice choice = new Choice(block, place, options, pairs, (long) Math.floor(micros));
    if (block != 0) {
      return choice;
    }
    int[] route = beside(choice);
    return onTime(route) ? choice.plus(judge().costMicros(route) - choice.micros()) : null;
  }

  /**
   * Whether a rule keeps another call in the place of this one: then a larger block stands for
   * that.
   */
  private boolean keepsMore(int[] calls, int call, int option) {
    Gathering rules = judge().gathering();
    if (rules.isEmpty()) {
      return false;
    }
    for (int other : Split.freeCalls(group.routes)) {
      if (ConfigurationModel.indexOf(calls, other) < 0 && rules.keeps(call, option, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean onTime(int[] route) {
    return judge().costMicros(route) != RouteJudge.FORBIDDEN && !judge().missesDeadline(route);
  }

  private boolean isGathered(int[] route) {
    return judge().gathering().allows(route, route.length);
  }

  private RouteJudge judge() {
    return group.routes.judge();
  }

  /** A route with the block where all other calls take what is cheapest. */
  private int[] beside(Choice choice) {
    int[] route = quickest.clone();
    int[] calls = calls(choice);
    for (int i = 0; i < calls.length; i++) {
      route[calls[i]] = choice.options()[i];
    }
    return route;
  }
}
