package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Rule;
import java.util.List;
import java.util.stream.Collectors;

/** What one instance of a rule is about. {@code toString} is readable and stable. */
public sealed interface Subject {

  /** The placement as a whole. */
  record OfPlacement() implements Subject {
    @Override
    public String toString() {
      return "placement";
    }
  }

  /**
   * A node.
   *
   * @param node which
   */
  record OfNode(NodeId node) implements Subject {
    @Override
    public String toString() {
      return node.value();
    }
  }

  /**
   * The accelerators of one kind on a node.
   *
   * @param node which node
   * @param kind which kind
   */
  record OfAccelerators(NodeId node, String kind) implements Subject {
    @Override
    public String toString() {
      return kind + " on " + node;
    }
  }

  /**
   * A function on a node.
   *
   * @param function which function
   * @param node which node
   */
  record OfFunction(FunctionId function, NodeId node) implements Subject {
    @Override
    public String toString() {
      return function + " on " + node;
    }
  }

  /**
   * A link in one direction.
   *
   * @param from where traffic enters it
   * @param to where traffic leaves it
   */
  record OfLink(PointId from, PointId to) implements Subject {
    @Override
    public String toString() {
      return from + " -> " + to;
    }
  }

  /**
   * A group of clients.
   *
   * @param group which
   */
  record OfGroup(GroupId group) implements Subject {
    @Override
    public String toString() {
      return group.value();
    }
  }

  /**
   * A call of a group at a place.
   *
   * @param group which group
   * @param call the call, what serves it and where
   */
  record OfCall(GroupId group, CallPlacement call) implements Subject {
    @Override
    public String toString() {
      return group + ": " + words(call);
    }
  }

  /**
   * The devices of a group that have a call at a node, whatever the variant.
   *
   * @param group which group
   * @param call which call
   * @param node which node
   */
  record OfMarginal(GroupId group, CallId call, NodeId node) implements Subject {
    @Override
    public String toString() {
      return group + ": " + call + " at " + node;
    }
  }

  /**
   * One device that follows a route.
   *
   * @param group its group
   * @param calls the route, sorted by call
   */
  record OfRoute(GroupId group, List<CallPlacement> calls) implements Subject {
    @Override
    public String toString() {
      return group + ": " + calls.stream().map(Subject::words).collect(Collectors.joining(", "));
    }
  }

  /**
   * The accelerators of one kind on one device that follows a route.
   *
   * @param route the route
   * @param kind which kind
   */
  record OfDeviceAccelerators(OfRoute route, String kind) implements Subject {
    @Override
    public String toString() {
      return kind + " of " + route;
    }
  }

  /**
   * What crosses the network between two places on a route.
   *
   * @param group whose route
   * @param from where it starts
   * @param to where it ends
   */
  record OfTransfer(GroupId group, Place from, Place to) implements Subject {
    @Override
    public String toString() {
      return group + ": " + from + " -> " + to;
    }
  }

  /**
   * A declared rule.
   *
   * @param rule which
   */
  record OfRule(Rule rule) implements Subject {
    @Override
    public String toString() {
      return rule.toString();
    }
  }

  /**
   * A declared rule at a node.
   *
   * @param rule which rule
   * @param node which node
   */
  record OfRuleAtNode(Rule rule, NodeId node) implements Subject {
    @Override
    public String toString() {
      return rule + " at " + node;
    }
  }

  /**
   * A declared rule on a route.
   *
   * @param rule which rule
   * @param route which route
   */
  record OfRuleOnRoute(Rule rule, OfRoute route) implements Subject {
    @Override
    public String toString() {
      return rule + " on " + route;
    }
  }

  private static String words(CallPlacement call) {
    return call.call().value().equals(call.function().value())
        ? call.call() + " at " + call.place()
        : call.call() + " by " + call.function() + " at " + call.place();
  }
}
