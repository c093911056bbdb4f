package dev.continuum.lambda.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/** Starts what an execution environment runs in. */
interface Launcher extends AutoCloseable {

  /**
   * An environment to be.
   *
   * @param name no other has
   * @param configuration what it runs, and its memory
   * @param variables environment variables, by name
   * @param home a directory of its own
   */
  record Launch(
      String name, Configuration configuration, SortedMap<String, String> variables, Path home) {

    /** Where it writes. */
    Path log() {
      return home.resolve("log");
    }
  }

  /**
   * Makes what all environments of a configuration need, before the time of one counts.
   *
   * @throws IOException if it cannot be made here
   */
  void prepare(Configuration configuration) throws IOException;

  /**
   * Starts one; does not wait until it is initialised.
   *
   * @throws IOException if this machine cannot run it
   */
  Sandbox launch(Launch launch) throws IOException;

  /** Removes what is left when all environments have ended. */
  @Override
  void close();
}
