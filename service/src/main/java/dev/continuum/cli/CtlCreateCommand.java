package dev.continuum.cli;

import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl create}. */
@Command(
    name = "create",
    description = {"Stores a continuum: a problem that the service keeps planned."},
    footer = {
      "",
      "Examples:",
      "  ./continuum ctl create city datasets/tutorial.yaml",
      "  ./continuum ctl create city datasets/tutorial.yaml --manual-approval --time 5s"
    })
final class CtlCreateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "PROBLEM",
      description = "Problem file, YAML or JSON; - for stdin.")
  private String problem = "";

  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlCreateCommand() {}

  @Override
  public Integer call() {
    var problem = ProblemWire.wire(Source.read(this.problem).problem());
    return connection.client(
        client -> {
          Continuum made = client.create(name, problem, policy.policy(), "");
          output.result(ContinuumText.of(made), Wire.json(made));
          return Exit.OK;
        });
  }
}
