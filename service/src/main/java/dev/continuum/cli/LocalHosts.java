package dev.continuum.cli;

import dev.continuum.actuation.host.Runner;
import java.io.IOException;
import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What the commands that run local hosts share. */
final class LocalHosts {

  private LocalHosts() {}

  /** Starts a host. */
  @FunctionalInterface
  interface Start<H> {
    H start() throws IOException;
  }

  /**
   * Starts one.
   *
   * @throws InvalidInputException if its port is taken, or it must use an engine that is not there
   */
  static <H> H started(int port, Runner runner, Start<H> start) throws IOException {
    try {
      return start.start();
    } catch (BindException e) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The port (" + port + ") is taken.", "Maybe another one: --port 0 picks any."));
    } catch (IOException e) {
      if (runner == Runner.DOCKER) {
        throw new InvalidInputException(
            Finding.ofUsage(
                "No Docker engine can be used: " + e.getMessage(), "Maybe --launcher auto."));
      }
      throw e;
    }
  }

  /** What ends a host when this process is told to end. */
  static CountDownLatch closing(Runnable close) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close.run();
                  ended.countDown();
                }));
    return ended;
  }

  /**
   * Command lines that stand for images.
   *
   * @param options of the form NAME=COMMAND, words divided by spaces
   * @param name what the option calls the image
   * @param command whose options they are
   */
  static Map<String, List<String>> images(List<String> options, String name, String command) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (String each : options) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new InvalidInputException(
            Finding.ofUsage(
                "The option --image (" + each + ") must have the form " + name + "=COMMAND.",
                "Try: ./continuum " + command + " --help"));
      }
      map.put(
          each.substring(0, equals), List.of(each.substring(equals + 1).trim().split(" +", -1)));
    }
    return map;
  }
}
