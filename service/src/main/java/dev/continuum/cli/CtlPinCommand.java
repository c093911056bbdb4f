package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl pin}. */
@Command(
    name = "pin",
    description = {"Lets a function run on the given nodes only, until unpinned."},
    footer = {"", "Example:", "  ./continuum ctl pin city hello edge"})
final class CtlPinCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FUNCTION", description = "The function.")
  private String function = "";

  @Parameters(index = "2", arity = "1..*", paramLabel = "NODE", description = "Its nodes.")
  private List<String> nodes = List.of();

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlPinCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          PinFunctionResponse answer =
              service.pinFunction(
                  PinFunctionRequest.newBuilder()
                      .setName(name)
                      .setPin(PinnedFunction.newBuilder().setFunction(function).addAllNodes(nodes))
                      .build());
          output.result(
              "Declared revision " + answer.getDeclaredRevision() + ".\n", Wire.json(answer));
          return Exit.OK;
        });
  }
}
