package dev.continuum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Variant;
import dev.continuum.service.api.Alternatives;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Where one call of a group runs, what other places would cost, and which rules forbid the rest.
 *
 * @param group whose call
 * @param call which call
 * @param now devices by place and function
 * @param before the placement as it is
 * @param allowed other places that break no further rule, best first
 * @param forbidden other places that break one, best first
 * @param fenced places that fences exclude, or that have no service time for any variant
 * @param untried places there was no time for
 */
record Explanation(
    ClientGroup group,
    Call call,
    SortedMap<Place, SortedMap<FunctionId, Double>> now,
    Evaluation before,
    List<Alternatives.Alternative> allowed,
    List<Alternatives.Alternative> forbidden,
    List<String> fenced,
    int untried) {

  private static final int MOST_ROWS = 10;
  private static final int MOST_TERMS = 3;
  private static final String DEVICE = "the device";

  /** A way to serve the call that is worth trying. */
  private record Candidate(FunctionId function, Place place) {}

  static Explanation of(
      PlacementProblem problem,
      ClientGroup group,
      Call call,
      Alternatives alternatives,
      BooleanSupplier outOfTime) {
    var now = alternatives.now(group.id(), call.id());
    List<String> fenced = new ArrayList<>();
    List<Candidate> candidates = candidates(problem, group, call, fenced);
    List<Candidate> elsewhere =
        now.isEmpty()
            ? List.of()
            : candidates.stream().filter(candidate -> !isOnly(candidate, now)).toList();
    List<Optional<Alternatives.Alternative>> tried =
        elsewhere.stream()
            .map(
                candidate ->
                    outOfTime.getAsBoolean()
                        ? Optional.<Alternatives.Alternative>empty()
                        : Optional.of(
                            alternatives.moved(
                                group.id(), call.id(), candidate.function(), candidate.place())))
            .toList();
    List<Alternatives.Alternative> allowed = new ArrayList<>();
    List<Alternatives.Alternative> forbidden = new ArrayList<>();
    tried.stream()
        .flatMap(Optional::stream)
        .forEach(
            moved -> {
              var unused = (moved.difference().broken().isEmpty() ? allowed : forbidden).add(moved);
            });
    int untried = elsewhere.size() - allowed.size() - forbidden.size();
    Comparator<Alternatives.Alternative> best =
        Comparator.comparing(each -> each.evaluation().score());
    allowed.sort(best);
    forbidden.sort(best);
    return new Explanation(
        group, call, now, alternatives.before(), allowed, forbidden, fenced, untried);
  }

  /** Whether all devices are there already. */
  private static boolean isOnly(
      Candidate candidate, SortedMap<Place, SortedMap<FunctionId, Double>> now) {
    return now.size() == 1
        && now.firstKey().equals(candidate.place())
        && now.getOrDefault(candidate.place(), new TreeMap<>()).size() == 1
        && now.getOrDefault(candidate.place(), new TreeMap<>()).containsKey(candidate.function());
  }

  private static List<Candidate> candidates(
      PlacementProblem problem, ClientGroup group, Call call, List<String> fenced) {
    Map<FunctionId, Function> functions = new TreeMap<>();
    problem.functions().forEach(function -> functions.put(function.id(), function));
    List<Candidate> candidates = new ArrayList<>();
    Set<String> open = new LinkedHashSet<>();
    Set<String> closed = new LinkedHashSet<>();
    List<Node> nodes =
        problem.topology().nodes().stream().sorted(Comparator.comparing(Node::id)).toList();
    for (Variant variant : call.variants()) {
      Function function = functions.get(variant.function());
      if (function == null) {
        continue;
      }
      if (group.deviceClass().isPresent()) {
        if (function.fence().allowsDevice() && call.fence().allowsDevice()) {
          candidates.add(new Candidate(function.id(), Place.local()));
          open.add(DEVICE);
        } else {
          closed.add(DEVICE);
        }
      }
      for (Node node : nodes) {
        if (call.pin() == Call.Pin.NONE
            && function.fence().allows(node)
            && call.fence().allows(node)) {
          candidates.add(new Candidate(function.id(), Place.on(node.id())));
          open.add(node.id().value());
        } else {
          closed.add(node.id().value());
        }
      }
    }
    // One variant that may be there is enough.
    closed.removeAll(open);
    fenced.addAll(closed);
    return candidates;
  }

  JsonElement json() {
    JsonObject json = new JsonObject();
    json.addProperty("call", call.id().value());
    List<JsonElement> places = new ArrayList<>();
    now.forEach(
        (place, byFunction) ->
            byFunction.forEach(
                (function, devices) -> {
                  JsonObject each = place(function, place);
                  each.add("devices", Json.number(devices));
                  places.add(each);
                }));
    json.add("now", Json.array(places, each -> each));
    json.add("alternatives", Json.array(allowed, this::json));
    json.add("forbidden", Json.array(forbidden, this::json));
    json.add("fenced", Json.strings(fenced));
    json.addProperty("untried", untried);
    return json;
  }

  private JsonObject json(Alternatives.Alternative each) {
    JsonObject json = place(each.function(), each.place());
    json.add("costChange", Json.units(costChange(each)));
    JsonObject terms = new JsonObject();
    each.difference()
        .costMicros()
        .forEach((term, micros) -> terms.add(term.name(), Json.units(micros)));
    json.add("costTerms", terms);
    json.add("unservedChange", Json.number(change(each, AppEvaluation::unserved)));
    json.add("lateChange", Json.number(change(each, AppEvaluation::late)));
    json.add("broken", Json.array(each.difference().broken(), EvaluationJson::rule));
    return json;
  }

  private static JsonObject place(FunctionId function, Place place) {
    JsonObject json = new JsonObject();
    json.addProperty("function", function.value());
    switch (place) {
      case Place.Local() -> json.addProperty("local", true);
      case Place.OnNode(var node) -> json.addProperty("node", node.value());
    }
    return json;
  }

  private long costChange(Alternatives.Alternative each) {
    return each.evaluation().score().costMicros() - before.score().costMicros();
  }

  private double change(Alternatives.Alternative each, ToDoubleFunction<AppEvaluation> count) {
    return each.evaluation().apps().stream().mapToDouble(count).sum()
        - before.apps().stream().mapToDouble(count).sum();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("Call ").append(call.id()).append(" of group ").append(group.id());
    if (now.isEmpty()) {
      return text.append(" is not served: none of its devices has a route.\n").toString();
    }
    text.append(" runs\n");
    now.forEach(
        (place, byFunction) ->
            byFunction.forEach(
                (function, devices) ->
                    text.append("  ")
                        .append(words(function, place))
                        .append(": ")
                        .append(Figures.count(devices, "device"))
                        .append('\n')));
    text.append('\n').append(verdict()).append("\n\n");
    TextTable table = new TextTable("moved ", "per hour", "because of ");
    allowed.stream()
        .limit(MOST_ROWS)
        .forEach(
            each ->
                table.row(
                    words(each.function(), each.place()),
                    Figures.costChange(costChange(each)),
                    reasons(each)));
    text.append(
        EvaluationText.section(
            "What other places would cost more or less", table, allowed.size() - MOST_ROWS));
    TextTable rules = new TextTable("moved ", "would break ", "uses", "of", "unit ");
    forbidden.stream()
        .limit(MOST_ROWS)
        .forEach(
            each -> {
              RuleCheck first = each.difference().broken().getFirst();
              RuleUnit unit = RuleUnit.of(first.unit());
              var unused =
                  rules.row(
                      words(each.function(), each.place()),
                      first.kind() + " of " + first.subject(),
                      unit.words(first.use()),
                      unit.words(first.limit()),
                      unit.name());
            });
    text.append(
        EvaluationText.section("Places a rule forbids", rules, forbidden.size() - MOST_ROWS));
    if (!fenced.isEmpty() && call.pin() == Call.Pin.NONE) {
      text.append("Fences keep it off ")
          .append(fenced.stream().limit(MOST_ROWS).collect(Collectors.joining(", ")))
          .append(fenced.size() > MOST_ROWS ? " and others" : "")
          .append(".\n");
    }
    if (untried > 0) {
      text.append("There was no time for ").append(untried).append(" more places; --time 1m.\n");
    }
    return text.toString();
  }

  private String verdict() {
    if (call.pin() == Call.Pin.LOCAL) {
      return "It is pinned to the device.";
    }
    if (allowed.isEmpty()) {
      return "It is there because no other place keeps every rule.";
    }
    Alternatives.Alternative next = allowed.getFirst();
    String place = words(next.function(), next.place());
    return switch (Integer.signum(next.evaluation().score().compareTo(before.score()))) {
      case -1 -> "Moving all its devices " + place + " would be better: the placement can improve.";
      case 0 -> "It would cost the same " + place + ".";
      default ->
          "It is there because that is the best of "
              + (allowed.size() + 1)
              + " places that keep every rule;\nthe next best is "
              + place
              + (costChange(next) > 0
                  ? ", at " + Figures.costChange(costChange(next)) + " per hour."
                  : ".");
    };
  }

  private String words(FunctionId function, Place place) {
    String by = call.variants().size() > 1 ? " by " + function : "";
    return switch (place) {
      case Place.Local() -> "on the device" + by;
      case Place.OnNode(var node) -> "on " + node + by;
    };
  }

  private String reasons(Alternatives.Alternative each) {
    List<String> reasons = new ArrayList<>();
    double unserved = change(each, AppEvaluation::unserved);
    double late = change(each, AppEvaluation::late);
    if (unserved != 0) {
      reasons.add(Figures.countChange(unserved) + " unserved");
    }
    if (late != 0) {
      reasons.add(Figures.countChange(late) + " late");
    }
    each.difference().costMicros().entrySet().stream()
        .sorted(
            Comparator.comparing(
                term -> -Math.abs((double) term.getValue()), Comparator.naturalOrder()))
        .limit(MOST_TERMS)
        .forEach(
            term ->
                reasons.add(
                    term.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + " "
                        + Figures.costChange(term.getValue())));
    return String.join(", ", reasons);
  }
}
