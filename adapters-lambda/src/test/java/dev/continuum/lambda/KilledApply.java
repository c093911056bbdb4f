package dev.continuum.lambda;

import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Death;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.lambda.conformance.ProbeCode;
import dev.continuum.lambda.host.HostOptions;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.quantity.Memory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An apply in a process of its own that kills itself: arguments are the address, the directory, the
 * variant of the plan, and when to die.
 */
final class KilledApply {

  private KilledApply() {}

  public static void main(String[] arguments) {
    StepListener death = new Death(arguments[3], Integer.parseInt(arguments[4]));
    Applied applied =
        apply(
            URI.create(arguments[0]),
            Path.of(arguments[1]),
            plan(arguments[1], arguments[2]),
            death);
    boolean good =
        applied.state() == Applied.State.APPLIED || applied.state() == Applied.State.UNCHANGED;
    if (!good) {
      throw new AssertionError(applied.toString());
    }
  }

  static Applied apply(URI address, Path directory, Plan plan, StepListener listener) {
    try (LambdaPlatform platform = platform(address, directory)) {
      return new Applier(
              List.of(platform),
              StateDirectory.at(directory.resolve("state")),
              new Applier.Timing(InstantSource.system(), Sleeper.THREAD, Duration.ofMillis(1500)),
              listener)
          .apply(plan);
    }
  }

  static LambdaPlatform platform(URI address, Path directory) {
    return new LambdaPlatform(
        new TreeSet<>(List.of(Region.CLOUD)),
        new LambdaEndpoint(
            "eu-central-1",
            Optional.of(address),
            Optional.of(HostOptions.KEY + ":" + HostOptions.SECRET)),
        Region.settings(),
        new LambdaPlatform.Surroundings(
            "it", new ArtifactStore(directory.resolve("artifacts"), directory), Sleeper.THREAD));
  }

  /** "first" has one and two; "second" has one with other memory and count, and three. */
  static Plan plan(String directory, String variant) {
    List<Deployment> deployments = new ArrayList<>();
    if (variant.equals("first")) {
      deployments.add(deployment(directory, "one", 1, 1024));
      deployments.add(deployment(directory, "two", 1, 1024));
    } else {
      deployments.add(deployment(directory, "one", 2, 2048));
      deployments.add(deployment(directory, "three", 1, 1024));
    }
    return Region.plan(deployments.toArray(Deployment[]::new));
  }

  private static Deployment deployment(String directory, String name, int warm, int memoryMb) {
    return new Deployment(
        new FunctionId(name),
        Region.CLOUD,
        warm,
        OptionalInt.empty(),
        Memory.mebibytes((double) memoryMb),
        Duration.ofSeconds(20),
        Region.code(Path.of(directory), ProbeCode.HANDLER),
        new TreeMap<>());
  }
}
