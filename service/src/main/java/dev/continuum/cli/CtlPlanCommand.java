package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ctl plan}. */
@Command(
    name = "plan",
    description = {
      "Shows a plan: where calls run, instances wanted and seen, and why it was made."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum ctl plan city",
      "  ./continuum ctl plan city --revision 3 --group people"
    })
final class CtlPlanCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Option(names = "--revision", paramLabel = "N", description = "Which plan. Default: the latest.")
  private long revision;

  @Option(names = "--group", paramLabel = "ID", description = "Only what serves this group.")
  private String group = "";

  @Option(names = "--node", paramLabel = "ID", description = "Only what is on this node.")
  private String node = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlPlanCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          Plan plan =
              service
                  .getPlan(
                      GetPlanRequest.newBuilder()
                          .setName(name)
                          .setRevision(revision)
                          .setGroup(group)
                          .setNode(node)
                          .build())
                  .getPlan();
          output.result(PlanText.of(plan), Wire.json(plan));
          return Exit.OK;
        });
  }
}
