package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.Rule;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What counts: rules, explicit costs, weights, reconfiguration and the instance's unit. */
final class PreferenceMapping {

  private PreferenceMapping() {}

  static Rule model(ProblemProto.Rule wire) {
    return switch (wire.getRuleCase()) {
      case SPREAD ->
          new Rule.Spread(
              new FunctionId(wire.getSpread().getFunction()), wire.getSpread().getZones());
      case GATHER -> {
        SortedSet<FunctionId> functions = new TreeSet<>();
        wire.getGather().getFunctionsList().forEach(name -> functions.add(new FunctionId(name)));
        yield new Rule.Gather(functions);
      }
      case APART ->
          new Rule.Apart(
              new FunctionId(wire.getApart().getOne()), new FunctionId(wire.getApart().getOther()));
      case RULE_NOT_SET -> throw new IllegalArgumentException("A rule must be one of its kinds.");
    };
  }

  static ProblemProto.Rule wire(Rule model) {
    ProblemProto.Rule.Builder wire = ProblemProto.Rule.newBuilder();
    switch (model) {
      case Rule.Spread(FunctionId function, int zones) ->
          wire.getSpreadBuilder().setFunction(function.value()).setZones(zones);
      case Rule.Gather(SortedSet<FunctionId> functions) ->
          wire.getGatherBuilder()
              .addAllFunctions(functions.stream().map(FunctionId::value).toList());
      case Rule.Apart(FunctionId one, FunctionId other) ->
          wire.getApartBuilder().setOne(one.value()).setOther(other.value());
    }
    return wire.build();
  }

  static ExplicitCost model(ProblemProto.ExplicitCost wire) {
    SortedMap<NodeId, Double> perHour = new TreeMap<>();
    wire.getPerHourMap().forEach((node, cost) -> perHour.put(new NodeId(node), cost));
    return new ExplicitCost(new GroupId(wire.getGroup()), new CallId(wire.getCall()), perHour);
  }

  static ProblemProto.ExplicitCost wire(ExplicitCost model) {
    ProblemProto.ExplicitCost.Builder wire =
        ProblemProto.ExplicitCost.newBuilder()
            .setGroup(model.group().value())
            .setCall(model.call().value());
    model.perHour().forEach((node, cost) -> wire.putPerHour(node.value(), cost));
    return wire.build();
  }

  static ObjectiveWeights model(ProblemProto.ObjectiveWeights wire) {
    ObjectiveWeights absent = ObjectiveWeights.DEFAULT;
    return new ObjectiveWeights(
        wire.hasNetworkPerRequestMs()
            ? wire.getNetworkPerRequestMs()
            : absent.networkPerRequestMs(),
        wire.hasServicePerRequestMs()
            ? wire.getServicePerRequestMs()
            : absent.servicePerRequestMs(),
        wire.hasPerJoule() ? wire.getPerJoule() : absent.perJoule(),
        wire.hasPerMoney() ? wire.getPerMoney() : absent.perMoney());
  }

  static ProblemProto.ObjectiveWeights wire(ObjectiveWeights model) {
    ObjectiveWeights absent = ObjectiveWeights.DEFAULT;
    ProblemProto.ObjectiveWeights.Builder wire = ProblemProto.ObjectiveWeights.newBuilder();
    if (model.networkPerRequestMs() != absent.networkPerRequestMs()) {
      wire.setNetworkPerRequestMs(model.networkPerRequestMs());
    }
    if (model.servicePerRequestMs() != absent.servicePerRequestMs()) {
      wire.setServicePerRequestMs(model.servicePerRequestMs());
    }
    if (model.perJoule() != absent.perJoule()) {
      wire.setPerJoule(model.perJoule());
    }
    if (model.perMoney() != absent.perMoney()) {
      wire.setPerMoney(model.perMoney());
    }
    return wire.build();
  }

  static Reconfiguration model(ProblemProto.Reconfiguration wire) {
    return new Reconfiguration(
        wire.hasBudget() ? OptionalDouble.of(wire.getBudget()) : OptionalDouble.empty(),
        wire.getPricePerAcquisitionSecond(),
        wire.getPricePerStart(),
        wire.getPricePerMovedDevice(),
        wire.hasHorizonS() ? Units.seconds(wire.getHorizonS()) : Reconfiguration.FREE.horizon());
  }

  static ProblemProto.Reconfiguration wire(Reconfiguration model) {
    ProblemProto.Reconfiguration.Builder wire =
        ProblemProto.Reconfiguration.newBuilder()
            .setPricePerAcquisitionSecond(model.pricePerAcquisitionSecond())
            .setPricePerStart(model.pricePerStart())
            .setPricePerMovedDevice(model.pricePerMovedDevice());
    model.budget().ifPresent(wire::setBudget);
    if (!model.horizon().equals(Reconfiguration.FREE.horizon())) {
      wire.setHorizonS(Units.seconds(model.horizon()));
    }
    return wire.build();
  }

  static InstanceUnit model(ProblemProto.InstanceUnit wire) {
    return new InstanceUnit(wire.getName(), wire.hasPerCostUnit() ? wire.getPerCostUnit() : 1);
  }

  static ProblemProto.InstanceUnit wire(InstanceUnit model) {
    ProblemProto.InstanceUnit.Builder wire =
        ProblemProto.InstanceUnit.newBuilder().setName(model.name());
    if (model.perCostUnit() != 1) {
      wire.setPerCostUnit(model.perCostUnit());
    }
    return wire.build();
  }
}
