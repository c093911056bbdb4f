package dev.continuum.cli;

import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.lambda.LambdaPlatform;
import dev.continuum.openwhisk.WhiskPlatform;
import dev.continuum.openwhisk.WhiskSettings;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the platforms of a targets file. */
final class Platforms implements AutoCloseable {

  private final List<Platform> opened = new ArrayList<>();

  Platforms(TargetsFile file, StateDirectory state) {
    Path base = Optional.ofNullable(file.path().getParent()).orElseThrow();
    ArtifactStore artifacts = new ArtifactStore(state.path().resolve("artifacts"), base);
    WhiskPlatform.Surroundings surroundings =
        new WhiskPlatform.Surroundings(state, artifacts, InstantSource.system(), Sleeper.THREAD);
    for (TargetsFile.Target target : file.targets().values()) {
      switch (target.platform()) {
        case "openwhisk" -> opened.add(whisk(target, base, surroundings));
        case "lambda" ->
            opened.add(
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
    return List.copyOf(opened);
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
                "keepHold");
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
              fields.duration("keepHold", stock.keepHold())),
          surroundings);
    } catch (IllegalArgumentException e) {
      throw fields.fault("", String.valueOf(e.getMessage()), "Maybe its endpoint or credential.");
    }
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
    opened.forEach(Platform::close);
  }
}
