package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.lambda.host.HostOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code profile}: how long the AR functions take on this machine. */
@Command(
    name = "profile",
    description = {
      "Measures the AR functions on this machine, in a process each as a platform runs them:",
      "service time (mean, SCV, percentiles), resident memory, and time to start and initialise.",
      "",
      "With --lambda, on the local Lambda host at several memory sizes: under AWS's own runtime",
      "interface client, held to memory / 1,769 MB of a core, as the report lines of the calls tell."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum profile --functions ar.jar --algorithms orb --sizes 320x240,640x480 --json",
      "  ./continuum profile --functions ar.jar --node-class edge",
      "  ./continuum profile --functions ar.jar --lambda 256,512,1024,1769,3008 --sizes 640x480",
      "",
      "Exit codes: 0 measured, 1 internal error, 2 wrong usage."
    })
final class ProfileCommand implements Callable<Integer> {

  private static final int MOST_SIDE = 4096;

  @Option(
      names = "--functions",
      paramLabel = "JAR",
      required = true,
      description = "Deployable jar of the functions: functions-ar/target/*-deploy.jar.")
  private String functions = "";

  @Option(
      names = "--algorithms",
      paramLabel = "NAME",
      split = ",",
      description = "orb, sift, akaze. Default: orb.")
  private List<String> algorithms = List.of("orb");

  @Option(
      names = "--sizes",
      paramLabel = "WxH",
      split = ",",
      description = "Sizes of frames. Default: 320x240,640x480,1280x720.")
  private List<String> sizes = List.of("320x240", "640x480", "1280x720");

  @Option(names = "--runs", paramLabel = "N", description = "Runs each. Default: 30.")
  private int runs = 30;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory of an instance; its heap is 3/8 of it. Default: 256.")
  private int memory = 256;

  @Option(
      names = "--lambda",
      paramLabel = "MB",
      split = ",",
      description =
          "Measure on the local Lambda host at each of these memory sizes, 128 to 10240, instead.")
  private List<Integer> lambda = List.of();

  @Option(
      names = "--throttle",
      paramLabel = "HOW",
      description = "With --lambda, the share of the CPU: automatic, signals or off.")
  private HostOptions.Throttle throttle = HostOptions.Throttle.AUTOMATIC;

  @Option(
      names = "--node-class",
      paramLabel = "NAME",
      description =
          "Write the profiles as functions of a problem file (YAML), measured on nodes of this"
              + " class.")
  private Optional<String> nodeClass = Optional.empty();

  @Mixin private Output output = new Output();

  ProfileCommand() {}

  @Override
  public Integer call() {
    Path jar = Path.of(functions);
    if (!Files.isReadable(jar)) {
      throw new InvalidInputException(
          Finding.ofFile(
              "functions.unreadable",
              functions,
              "The jar of the functions cannot be read.",
              "Maybe build it: ./mvnw -Dfast -pl functions-ar package."));
    }
    if (runs < 2 || memory < 128) {
      throw usage("--runs must be at least 2 and --memory at least 128.");
    }
    if (lambda.stream().anyMatch(each -> each < 128 || each > 10_240)) {
      throw usage("--lambda (" + lambda + ") must be sizes of 128 to 10240 MB.");
    }
    List<FunctionProfile> profiles = lambda.isEmpty() ? asProcess(jar) : onLambda(jar);
    JsonObject json = new JsonObject();
    json.addProperty("machine", machine());
    json.addProperty("measured", LocalDate.now(ZoneOffset.UTC).toString());
    if (lambda.isEmpty()) {
      json.addProperty("memoryMb", memory);
    } else {
      json.addProperty("platform", LambdaProfileRun.PLATFORM);
      json.addProperty("throttle", throttle.name().toLowerCase(Locale.ROOT));
    }
    json.add("profiles", Json.array(profiles, FunctionProfile::json));
    output.result(nodeClass.map(name -> yaml(profiles, name)).orElse(text(profiles)), json);
    return Exit.OK;
  }

  private List<FunctionProfile> onLambda(Path jar) {
    List<FunctionProfile> profiles = new ArrayList<>();
    for (String algorithm : algorithms) {
      for (String size : sizes) {
        int[] sides = sides(size);
        output.note("measuring " + algorithm + " at " + size + " with " + lambda + " MB");
        profiles.addAll(
            new LambdaProfileRun(jar, lambda, runs, throttle)
                .measure(algorithm, sides[0], sides[1]));
      }
    }
    return profiles;
  }

  private List<FunctionProfile> asProcess(Path jar) {
    List<FunctionProfile> profiles = new ArrayList<>();
    for (String algorithm : algorithms) {
      for (String size : sizes) {
        int[] sides = sides(size);
        output.note("measuring " + algorithm + " at " + size);
        profiles.addAll(new ProfileRun(jar, memory, runs).measure(algorithm, sides[0], sides[1]));
      }
    }
    return profiles;
  }

  private static int[] sides(String size) {
    if (!size.matches("\\d{2,4}x\\d{2,4}")) {
      throw usage("--sizes (" + size + ") must have the form 640x480.");
    }
    int x = size.indexOf('x');
    int[] sides = {Integer.parseInt(size.substring(0, x)), Integer.parseInt(size.substring(x + 1))};
    if (sides[0] > MOST_SIDE || sides[1] > MOST_SIDE) {
      throw usage("--sizes (" + size + ") must have sides of at most " + MOST_SIDE + ".");
    }
    return sides;
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(
        Finding.ofUsage("The option " + message, "Try: ./continuum profile --help"));
  }

  private static String machine() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, Java "
        + System.getProperty("java.version");
  }

  private String yaml(List<FunctionProfile> profiles, String name) {
    StringBuilder text = new StringBuilder("# " + machine() + "\nfunctions:\n");
    for (FunctionProfile each : profiles) {
      text.append(
          String.format(
              Locale.ROOT,
              "  - id: %s-%s-%s%n    memory_mib: %d%n    work_ms: %.3f%n    work_scv: %.3f%n"
                  + "    profiles:%n      %s: {mean_ms: %.3f, scv: %.3f}%n"
                  + "    start_up: {cold_start_ms: %d}%n",
              each.function(),
              each.algorithm(),
              each.size() + (lambda.isEmpty() ? "" : "-" + each.memoryMb()),
              each.memoryMb(),
              each.meanMillis(),
              each.scv(),
              name,
              each.meanMillis(),
              each.scv(),
              each.initMillis()));
    }
    return text.toString();
  }

  private static String text(List<FunctionProfile> profiles) {
    StringBuilder text = new StringBuilder();
    for (FunctionProfile each : profiles) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s %-6s %9s %5d MB  mean %8.2f ms  SCV %6.3f  p50 %8.2f  p95 %8.2f  RSS %4d MB  init %5d"
                  + " ms%n",
              each.function(),
              each.algorithm(),
              each.size(),
              each.memoryMb(),
              each.meanMillis(),
              each.scv(),
              each.percentile(0.5),
              each.percentile(0.95),
              each.residentMb(),
              each.initMillis()));
    }
    return text.toString();
  }
}
