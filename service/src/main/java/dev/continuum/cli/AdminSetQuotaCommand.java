package dev.continuum.cli;

import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin set-quota}. */
@Command(
    name = "set-quota",
    description = {
      "Sets what a tenant may use. What is not given stays; 0 takes a limit away.",
      "",
      "A call beyond it is refused with RESOURCE_EXHAUSTED and when to try again."
    },
    footer = {"", "Example:", "  ./continuum admin set-quota acme --continua 10 --calls 200"})
final class AdminSetQuotaCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TENANT", description = "Whose.")
  private String tenant = "";

  @Option(names = "--continua", paramLabel = "N", description = "Most continua.")
  private Optional<Long> continua = Optional.empty();

  @Option(names = "--nodes", paramLabel = "N", description = "Most nodes of a continuum.")
  private Optional<Long> nodes = Optional.empty();

  @Option(names = "--groups", paramLabel = "N", description = "Most groups of a continuum.")
  private Optional<Long> groups = Optional.empty();

  @Option(names = "--solver-seconds", paramLabel = "N", description = "Solver seconds per minute.")
  private Optional<Double> solverSeconds = Optional.empty();

  @Option(names = "--calls", paramLabel = "N", description = "Calls per second.")
  private Optional<Double> calls = Optional.empty();

  @Option(names = "--streams", paramLabel = "N", description = "Streams open at once.")
  private Optional<Long> streams = Optional.empty();

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminSetQuotaCommand() {}

  @Override
  public Integer call() {
    Quota quota =
        store.directory(
            directory -> {
              Quota.Builder next = directory.quota(tenant).toBuilder();
              continua.ifPresent(each -> next.setContinua(positive("--continua", each)));
              nodes.ifPresent(each -> next.setNodes(positive("--nodes", each)));
              groups.ifPresent(each -> next.setGroups(positive("--groups", each)));
              solverSeconds.ifPresent(
                  each -> next.setSolverSecondsPerMinute(positive("--solver-seconds", each)));
              calls.ifPresent(each -> next.setCallsPerS(positive("--calls", each)));
              streams.ifPresent(each -> next.setStreams(positive("--streams", each)));
              directory.quota(tenant, next.build(), AdminStore.ACTOR);
              return next.build();
            });
    Tenant now = Tenant.newBuilder().setName(tenant).setQuota(quota).build();
    output.result("The quota of " + tenant + " holds.\n", Wire.json(now));
    return Exit.OK;
  }

  private static long positive(String option, long value) {
    var unused = positive(option, (double) value);
    return value;
  }

  private static double positive(String option, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The option " + option + " (" + value + ") must be 0 or more.",
              "Try: ./continuum admin set-quota --help"));
    }
    return value;
  }
}
