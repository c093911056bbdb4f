package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.replan.ContinuumEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An event as people write it: {@code node-lost=edge-3}, {@code rate=phones:12.5}.
 *
 * @param kind what happened
 * @param words what it happened to, and how it is now
 */
record Happening(Kind kind, List<String> words) {

  /** What can be said on one line; all else is a patch. */
  enum Kind {
    NODE_LOST(1, "NODE"),
    NODE_BACK(1, "NODE"),
    RATE(2, "GROUP:PER_SECOND"),
    GROUP_LEFT(1, "GROUP"),
    GROUP_MOVED(2, "GROUP:POINT"),
    BATTERY(2, "GROUP:JOULES"),
    LATENCY(3, "POINT:POINT:MS");

    private final int count;
    private final String form;

    Kind(int count, String form) {
      this.count = count;
      this.form = form;
    }

    String usage() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-') + "=" + form;
    }
  }

  /** Copies the list. */
  Happening {
    words = List.copyOf(words);
  }

  /** From the command line. */
  static final class Reader implements ITypeConverter<Happening> {

    @Override
    public Happening convert(String text) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      for (Kind kind : Kind.values()) {
        List<String> words = List.of(text.substring(equals + 1).split(":", -1));
        if (kind.usage().startsWith(name + "=") && equals > 0 && words.size() == kind.count) {
          return new Happening(kind, words);
        }
      }
      throw new TypeConversionException(
          "'"
              + text
              + "' is no event; write one of "
              + String.join(", ", Stream.of(Kind.values()).map(Kind::usage).toList()));
    }
  }

  /**
   * The event in a problem.
   *
   * @throws InvalidInputException if the problem has nothing of that name, or a number is none
   */
  ContinuumEvent in(PlacementProblem problem) {
    return switch (kind) {
      case NODE_LOST -> new ContinuumEvent.NodeLost(node(problem).id());
      case NODE_BACK -> new ContinuumEvent.NodeAdded(node(problem).withStatus(NodeStatus.UP));
      case RATE -> new ContinuumEvent.RateChanged(group(problem).id(), Rate.perSecond(number(1)));
      case GROUP_LEFT -> new ContinuumEvent.GroupLeft(group(problem).id());
      case GROUP_MOVED ->
          new ContinuumEvent.GroupMoved(group(problem).id(), point(problem, words.get(1)));
      case BATTERY -> battery(group(problem));
      case LATENCY -> link(problem);
    };
  }

  private ContinuumEvent battery(ClientGroup group) {
    BatteryState before =
        group.battery().orElseThrow(() -> unknown("a group with a battery", words.getFirst()));
    return new ContinuumEvent.BatteryChanged(
        group.id(), new BatteryState(number(1), before.requiredLifetime()));
  }

  private ContinuumEvent link(PlacementProblem problem) {
    PointId a = point(problem, words.get(0));
    PointId b = point(problem, words.get(1));
    Duration latency = Duration.ofNanos(Math.round(number(2) * 1e6));
    Link known =
        problem.topology().links().stream()
            .filter(
                link ->
                    (link.a().equals(a) && link.b().equals(b))
                        || (link.a().equals(b) && link.b().equals(a)))
            .findFirst()
            .orElseThrow(() -> unknown("a link", words.get(0) + ":" + words.get(1)));
    return new ContinuumEvent.LinkChanged(
        new Link(
            known.a(),
            known.b(),
            latency,
            known.jitter(),
            known.bandwidthAToB(),
            known.bandwidthBToA(),
            known.utilisationCap()));
  }

  private Node node(PlacementProblem problem) {
    NodeId id = new NodeId(words.getFirst());
    return problem.topology().nodes().stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown("a node", words.getFirst()));
  }

  private ClientGroup group(PlacementProblem problem) {
    GroupId id = new GroupId(words.getFirst());
    return problem.groups().stream()
        .filter(group -> group.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown("a group", words.getFirst()));
  }

  private PointId point(PlacementProblem problem, String name) {
    PointId id = new PointId(name);
    boolean known =
        problem.topology().nodes().stream().anyMatch(node -> node.id().point().equals(id))
            || problem.topology().accessPoints().stream().anyMatch(p -> p.id().equals(id));
    if (!known) {
      throw unknown("a point", name);
    }
    return id;
  }

  private double number(int at) {
    try {
      double value = Double.parseDouble(words.get(at));
      if (value >= 0 && value < Double.POSITIVE_INFINITY) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as for numbers out of range.
    }
    throw new InvalidInputException(
        Finding.ofUsage(
            "The option --event (" + this + ") must give a number that is not negative.",
            "It is written " + kind.usage() + "."));
  }

  private InvalidInputException unknown(String what, String name) {
    return new InvalidInputException(
        Finding.ofUsage(
            "The option --event (" + this + ") must name " + what + " of the problem.",
            "There is none called " + name + "; it is written " + kind.usage() + "."));
  }

  @Override
  public String toString() {
    String usage = kind.usage();
    return usage.substring(0, usage.indexOf('=') + 1) + String.join(":", words);
  }
}
