package dev.continuum.cli;

import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Digests;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.lambda.LambdaPlatform;
import dev.continuum.model.quantity.Memory;
import dev.continuum.openwhisk.WhiskPlatform;
import dev.continuum.openwhisk.WhiskSettings;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import dev.continuum.service.apply.PlatformActuator;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Opens the platforms of a targets file. */
final class Platforms implements AutoCloseable {

  private final SortedMap<String, Platform> opened = new TreeMap<>();

  Platforms(TargetsFile file, StateDirectory state) {
    Path base = Optional.ofNullable(file.path().getParent()).orElseThrow();
    ArtifactStore artifacts = new ArtifactStore(state.path().resolve("artifacts"), base);
    WhiskPlatform.Surroundings surroundings =
        new WhiskPlatform.Surroundings(state, artifacts, InstantSource.system(), Sleeper.THREAD);
    for (TargetsFile.Target target : file.targets().values()) {
      switch (target.platform()) {
        case "openwhisk" -> opened.put(target.name(), whisk(target, base, surroundings));
        case "lambda" ->
            opened.put(
                target.name(),
                LambdaTarget.open(
                    target,
                    base,
                    new LambdaPlatform.Surroundings(file.owner(), artifacts, Sleeper.THREAD)));
        default ->
            throw target
                .fields()
                .fault(
                    "platform",
                    "There is no platform " + target.platform() + ".",
                    "Maybe openwhisk or lambda.");
      }
    }
  }

  List<Platform> all() {
    return List.copyOf(opened.values());
  }

  /** Each with the directory of its own lease and journal. */
  List<PlatformActuator.Domain> domains(StateDirectory state) {
    return opened.values().stream()
        .map(
            platform ->
                new PlatformActuator.Domain(
                    platform,
                    StateDirectory.at(
                        state
                            .path()
                            .resolve("domains")
                            .resolve(Digests.of(platform.nodes().toString())))))
        .toList();
  }

  private static WhiskPlatform whisk(
      TargetsFile.Target target, Path base, WhiskPlatform.Surroundings surroundings) {
    YamlFields fields =
        target
            .fields()
            .allow(
                "nodes",
                "platform",
                "functions",
                "endpoint",
                "ca",
                "insecure",
                "credential",
                "pauseGrace",
                "idleContainer",
                "logs",
                "warmUpsPerMinute",
                "growHold",
                "keepHold",
                "memory");
    WhiskSettings stock = WhiskSettings.STOCK;
    try {
      return new WhiskPlatform(
          target.nodes(),
          new WhiskEndpoint(
              URI.create(fields.required("endpoint")),
              credential(fields, base),
              fields.text("ca").map(base::resolve),
              fields.text("insecure").filter("true"::equals).isPresent()),
          new WhiskSettings(
              fields.duration("pauseGrace", stock.pauseGrace()),
              fields.duration("idleContainer", stock.idleContainer()),
              fields.whole("logs", stock.logsMb()),
              fields.whole("warmUpsPerMinute", stock.warmUpsPerMinute()),
              fields.duration("growHold", stock.growHold()),
              fields.duration("keepHold", stock.keepHold()),
              fields.text("memory").map(text -> memory(fields, text))),
          surroundings);
    } catch (IllegalArgumentException e) {
      throw fields.fault("", String.valueOf(e.getMessage()), "Maybe its endpoint or credential.");
    }
  }

  private static Memory memory(YamlFields fields, String text) {
    if (!text.matches("[0-9]{1,9} ?Mi?B?")) {
      throw fields.fault(
          "memory", "It must be a number of MB, as the invokers are configured.", "Maybe 2048MB.");
    }
    return Memory.mebibytes(Integer.parseInt(text.replaceAll("\\D", "")));
  }

  /** A reference only: {@code env: NAME} or {@code file: PATH}. */
  static String credential(YamlFields fields, Path base) {
    YamlFields reference = fields.inside("credential").allow("env", "file");
    return reference
        .text("env")
        .map(Credentials::ofEnvironment)
        .or(
            () ->
                reference
                    .text("file")
                    .map(name -> Credentials.ofFile(base.resolve(name).toString())))
        .orElseThrow(
            () ->
                fields.fault(
                    "credential",
                    "It must name where the credential is kept.",
                    "Maybe credential: {env: EDGE_AUTH} or {file: edge.key}."));
  }

  @Override
  public void close() {
    opened.values().forEach(Platform::close);
  }
}
