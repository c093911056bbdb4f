package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.lambda.FunctionMetrics;
import dev.continuum.lambda.LambdaPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metrics}: what platforms counted of our functions. */
@Command(
    name = "metrics",
    description = {
      "Reads what the platforms of a targets file counted of our functions, whoever called them:",
      "on AWS Lambda, CloudWatch's invocations, errors, throttles, calls on provisioned",
      "environments, spill-over, and the highest utilisation of provisioned environments.",
      "CloudWatch may lag by minutes. OpenWhisk counts nothing: calls through the router do."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum metrics --targets targets.yaml --window 15m",
      "",
      "Exit codes: 0 read, 1 a platform cannot be asked, 2 wrong usage."
    })
final class MetricsCommand implements Callable<Integer> {

  @Mixin private TargetOption targets = new TargetOption();

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "The last so many minutes. Default: 15m.")
  private Duration window = Duration.ofMinutes(15);

  @Mixin private Output output = new Output();

  MetricsCommand() {}

  @Override
  public Integer call() {
    TargetsFile file = targets.file();
    Instant to = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    Instant from = to.minus(window).truncatedTo(ChronoUnit.MINUTES);
    List<FunctionMetrics> all = new ArrayList<>();
    boolean asked =
        TargetOption.ask(
            file,
            output,
            each -> {
              if (each instanceof LambdaPlatform region) {
                all.addAll(region.metrics(file.owner(), from, to));
              }
            });
    if (!asked) {
      return Exit.INTERNAL;
    }
    JsonObject json = new JsonObject();
    json.addProperty("from", from.toString());
    json.addProperty("to", to.toString());
    json.add("functions", Json.array(all, MetricsCommand::json));
    output.result(text(all), json);
    return Exit.OK;
  }

  private static JsonObject json(FunctionMetrics each) {
    JsonObject json = new JsonObject();
    json.addProperty("function", each.function().value());
    json.addProperty("node", each.node().value());
    json.add("invocations", Json.number(each.invocations()));
    json.add("errors", Json.number(each.errors()));
    json.add("throttles", Json.number(each.throttles()));
    json.add("provisioned", Json.number(each.provisioned()));
    json.add("spillOver", Json.number(each.spillOver()));
    json.add("mostUtilisation", Json.number(each.mostUtilisation()));
    return json;
  }

  private static String text(List<FunctionMetrics> all) {
    if (all.isEmpty()) {
      return "Nothing of ours on a platform that counts.\n";
    }
    TextTable table =
        new TextTable(
            "function ",
            "node ",
            "calls",
            "errors",
            "throttled",
            "provisioned",
            "spill-over",
            "busy");
    for (FunctionMetrics each : all) {
      table.row(
          each.function().value(),
          each.node().value(),
          Figures.count(each.invocations()),
          Figures.count(each.errors()),
          Figures.count(each.throttles()),
          Figures.count(each.provisioned()),
          Figures.count(each.spillOver()),
          Figures.percent(each.mostUtilisation()));
    }
    return table.toString();
  }
}
