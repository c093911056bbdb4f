package dev.continuum.cli;

import com.google.gson.Gson;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ctl watch}. */
@Command(
    name = "watch",
    description = {
      "Tells the plan and then every change of it, a line each, until interrupted.",
      "",
      "Comes back by itself when a replica goes away."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum ctl watch city",
      "  ./continuum ctl watch city --count 3 --json"
    })
final class CtlWatchCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Option(names = "--count", paramLabel = "N", description = "End after so many lines.")
  private long count = Long.MAX_VALUE;

  private long left;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlWatchCommand() {}

  @Override
  public Integer call() {
    return connection.client(
        client -> {
          var unused =
              connection
                  .continua(client)
                  .getContinuum(GetContinuumRequest.newBuilder().setName(name).build());
          left = count;
          CountDownLatch over = new CountDownLatch(1);
          try (var watch = client.watch(name, plan -> told(plan, over))) {
            Thread unusedThread =
                Thread.ofVirtual()
                    .start(
                        () -> {
                          watch.awaitEnd();
                          over.countDown();
                        });
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Exit.OK;
        });
  }

  private synchronized void told(Plan plan, CountDownLatch over) {
    if (left > 0) {
      output.print(
          (output.json() ? new Gson().toJson(Wire.json(plan)) : PlanText.line(plan)) + "\n");
      left--;
    }
    if (left == 0) {
      over.countDown();
    }
  }
}
