package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ctl patch}. */
@Command(
    name = "patch",
    description = {
      "Changes what is declared: all the changes given, or none.",
      "",
      "Changes come from a file, a mapping with a list of patches as the schema has them, and from",
      "the options, in that order."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum ctl patch city --devices people=400",
      "  ./continuum ctl patch city --node edge=down --expect 3",
      "  ./continuum ctl patch city patches.yaml"
    })
final class CtlPatchCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "patches: [{set_node: {...}}, ...], YAML or JSON; - for stdin.")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--expect",
      paramLabel = "REVISION",
      description = "Refuse if the declared revision is another by now.")
  private long expect;

  @Mixin private PatchOptions patches = new PatchOptions();

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlPatchCommand() {}

  @Override
  public Integer call() {
    List<Patch> changes = patches.patches(file);
    return connection.continua(
        service -> {
          UpdateContinuumResponse answer =
              service.updateContinuum(
                  UpdateContinuumRequest.newBuilder()
                      .setName(name)
                      .setExpectedRevision(expect)
                      .addAllPatches(changes)
                      .build());
          output.result(
              "Declared revision " + answer.getDeclaredRevision() + ".\n", Wire.json(answer));
          return Exit.OK;
        });
  }
}
