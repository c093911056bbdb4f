package dev.continuum.service.api;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Variant;
import dev.continuum.service.proto.PlacementServiceProto.Alternative;
import dev.continuum.service.proto.PlacementServiceProto.ExplainResponse;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What every place of every call of a group would cost, everything else kept. */
final class PlacesOfCalls {

  private final PlacementProblem problem;
  private final ClientGroup group;
  private final Alternatives alternatives;

  private PlacesOfCalls(PlacementProblem problem, Placement placement, ClientGroup group) {
    this.problem = problem;
    this.group = group;
    this.alternatives = new Alternatives(problem, placement);
  }

  static ExplainResponse of(PlacementProblem problem, Placement placement, String group) {
    ClientGroup whose =
        problem.groups().stream()
            .filter(each -> each.id().value().equals(group))
            .findFirst()
            .orElseThrow(() -> new RefusedException(Kind.NOT_FOUND, "There is no such group."));
    PlacesOfCalls places = new PlacesOfCalls(problem, placement, whose);
    Application app =
        problem.apps().stream()
            .filter(each -> each.id().equals(whose.app()))
            .findFirst()
            .orElseThrow();
    ExplainResponse.Builder answer = ExplainResponse.newBuilder();
    app.calls().forEach(call -> answer.addAllAlternatives(places.of(call)));
    return answer.build();
  }

  private List<Alternative> of(Call call) {
    List<Alternative> all = new ArrayList<>();
    var now = alternatives.now(group.id(), call.id());
    now.keySet().forEach(place -> all.add(wire(call, place, true, alternatives.before())));
    for (Variant variant : call.variants()) {
      for (Place place : places(call, variant.function())) {
        if (!now.containsKey(place)) {
          all.add(
              wire(
                  call,
                  place,
                  false,
                  alternatives
                      .moved(group.id(), call.id(), variant.function(), place)
                      .evaluation()));
        }
      }
    }
    all.sort(
        Comparator.comparingInt((Alternative each) -> each.getChosen() ? 0 : 1)
            .thenComparingLong(each -> each.getScore().getBrokenPpm())
            .thenComparingLong(each -> each.getScore().getUnservedMicros())
            .thenComparingLong(each -> each.getScore().getLateMicros())
            .thenComparingLong(each -> each.getScore().getCostMicros()));
    return all;
  }

  private List<Place> places(Call call, FunctionId variant) {
    Function function =
        problem.functions().stream()
            .filter(each -> each.id().equals(variant))
            .findFirst()
            .orElseThrow();
    List<Place> places = new ArrayList<>();
    if (group.deviceClass().isPresent()
        && function.fence().allowsDevice()
        && call.fence().allowsDevice()) {
      places.add(Place.local());
    }
    for (Node node : problem.topology().nodes()) {
      if (call.pin() == Call.Pin.NONE
          && function.fence().allows(node)
          && call.fence().allows(node)) {
        places.add(Place.on(node.id()));
      }
    }
    return places;
  }

  private static Alternative wire(Call call, Place place, boolean chosen, Evaluation evaluation) {
    return Alternative.newBuilder()
        .setCall(call.id().value())
        .setNode(place instanceof Place.OnNode(var node) ? node.value() : "")
        .setChosen(chosen)
        .setScore(EvaluationMapping.wire(evaluation.score()))
        .addAllBroken(EvaluationMapping.broken(evaluation.broken()))
        .build();
  }
}
