package dev.continuum.cli;

import dev.continuum.lambda.LambdaEndpoint;
import dev.continuum.lambda.LambdaPlatform;
import dev.continuum.lambda.LambdaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Opens a target of platform lambda. */
final class LambdaTarget {

  private LambdaTarget() {}

  static LambdaPlatform open(
      TargetsFile.Target target, Path base, LambdaPlatform.Surroundings surroundings) {
    YamlFields fields =
        target
            .fields()
            .allow(
                "nodes",
                "platform",
                "functions",
                "region",
                "endpoint",
                "credential",
                "role",
                "alias",
                "keepVersions",
                "overlap",
                "scaling",
                "provisionWait");
    Optional<String> credential =
        fields.fields().containsKey("credential")
            ? Optional.of(Platforms.credential(fields, base))
            : Optional.empty();
    try {
      return new LambdaPlatform(
          target.nodes(),
          new LambdaEndpoint(
              fields.required("region"), fields.text("endpoint").map(URI::create), credential),
          settings(fields),
          surroundings);
    } catch (IllegalArgumentException e) {
      throw fields.fault("", String.valueOf(e.getMessage()), "Maybe its region or endpoint.");
    }
  }

  private static LambdaSettings settings(YamlFields fields) {
    LambdaSettings stock = LambdaSettings.of(fields.required("role"));
    LambdaSettings.Waits waits = stock.waits();
    return new LambdaSettings(
        stock.role(),
        fields.text("alias").orElse(stock.alias()),
        fields.whole("keepVersions", stock.keepVersions()),
        choice(fields, "overlap", stock.overlap()),
        choice(fields, "scaling", stock.scaling()),
        new LambdaSettings.Waits(
            waits.state(),
            fields.duration("provisionWait", waits.provisioned()),
            waits.shift(),
            waits.poll()));
  }

  private static <E extends Enum<E>> E choice(YamlFields fields, String name, E otherwise) {
    Class<E> type = otherwise.getDeclaringClass();
    Optional<String> text = fields.text(name);
    try {
      return text.map(each -> Enum.valueOf(type, each.toUpperCase(Locale.ROOT))).orElse(otherwise);
    } catch (IllegalArgumentException e) {
      throw fields.fault(
          name,
          "It must be one of "
              + java.util.Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
              + ".",
          "Maybe " + otherwise.name().toLowerCase(Locale.ROOT) + ".");
    }
  }
}
