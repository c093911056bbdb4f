package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.service.api.Alternatives;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why a call is where it is. */
@Command(
    name = "explain",
    description = {
      "Says why a group's calls run where they do.",
      "",
      "Moves all devices of the group to every other place in turn, resizes what that touches, and"
          + " asks the judge: what each place would cost more, by term, and which rule forbids the"
          + " others.",
      "",
      "Where a node charges for kept instances (AWS Lambda), also says what other memory sizes would",
      "cost, and from which share of busy time on a kept instance is cheaper than calls on demand."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum explain datasets/tutorial.yaml placement.yaml --group people",
      "  ./continuum explain problem.yaml placement.yaml --group phones --call match --json",
      "  ./continuum explain problem.yaml placement.yaml --group phones --limits",
      "",
      "Exit codes: 0 explained, 2 wrong usage or invalid input."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int MOST_NAMES = 10;

  @Parameters(index = "0", paramLabel = "PROBLEM", description = "Problem file; - for stdin.")
  private String problem = "";

  @Parameters(index = "1", paramLabel = "PLACEMENT", description = "Placement file.")
  private String placement = "";

  @Option(
      names = "--group",
      required = true,
      paramLabel = "GROUP",
      description = "Whose calls to explain.")
  private String group = "";

  @Option(
      names = "--call",
      paramLabel = "CALL",
      description = "Which call. Default: every call of the group's application.")
  private Optional<String> call = Optional.empty();

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Try places for this long, in order of their ids. Default: 10s.")
  private Duration time = Duration.ofSeconds(10);

  @Option(
      names = "--limits",
      description = {
        "Also price what full nodes are short of: what a tenth more on each of them saves, replanned",
        "from this placement."
      })
  private boolean limits;

  @Mixin private Output output = new Output();

  ExplainCommand() {}

  @Override
  public Integer call() {
    var unused = output.file();
    PlacementProblem asked = Source.read(problem).validProblem();
    Placement placed = Source.read(placement).placement(asked);
    ClientGroup whose = group(asked);
    List<Call> calls = calls(asked, whose);
    Alternatives alternatives = new Alternatives(asked, placed);
    long until = System.nanoTime() + time.toNanos();
    List<Explanation> explanations = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      long now = System.nanoTime();
      long share = now + Math.max(0, until - now) / (calls.size() - i);
      explanations.add(
          Explanation.of(
              asked, whose, calls.get(i), alternatives, () -> share - System.nanoTime() < 0));
    }
    JsonObject json = new JsonObject();
    json.addProperty("group", whose.id().value());
    json.add("calls", Json.array(explanations, Explanation::json));
    String text =
        explanations.stream().map(Explanation::toString).collect(Collectors.joining("\n"));
    List<SizesText> sizes =
        SizesText.of(asked, alternatives, whose, calls.stream().map(Call::id).toList());
    if (!sizes.isEmpty()) {
      json.add("sizes", Json.array(sizes, SizesText::json));
      text += "\n" + sizes.stream().map(SizesText::toString).collect(Collectors.joining("\n"));
    }
    if (limits) {
      LimitsText priced = LimitsText.of(asked, placed, time);
      json.add("limits", priced.json());
      text += "\n" + priced;
    }
    output.result(text, json);
    return Exit.OK;
  }

  private ClientGroup group(PlacementProblem asked) {
    return asked.groups().stream()
        .filter(each -> each.id().equals(new GroupId(group)))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    "--group",
                    group,
                    asked.groups().stream().map(each -> each.id().value()).toList()));
  }

  private List<Call> calls(PlacementProblem asked, ClientGroup whose) {
    Application app =
        asked.apps().stream()
            .filter(each -> each.id().equals(whose.app()))
            .findFirst()
            .orElseThrow();
    List<Call> chosen =
        app.calls().stream()
            .filter(each -> call.map(id -> each.id().equals(new CallId(id))).orElse(true))
            .toList();
    if (chosen.isEmpty()) {
      throw unknown(
          "--call", call.orElse(""), app.calls().stream().map(each -> each.id().value()).toList());
    }
    return chosen;
  }

  private static InvalidInputException unknown(String option, String id, List<String> known) {
    String names = known.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = known.size() - MOST_NAMES;
    return new InvalidInputException(
        Finding.ofUsage(
            "The option " + option + " (" + id + ") must name one of the problem.",
            "There are: " + names + (more > 0 ? " and " + more + " more." : ".")));
  }
}
