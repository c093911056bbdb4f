package dev.continuum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person watches. */
final class Terminal {

  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** Whether stderr is a terminal; where the system does not tell, the console decides. */
  static boolean isStderr() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(STDERR).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return isConsole();
    }
  }

  /** Since Java 22 there is a console without a terminal, too, but it can be asked. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isConsole() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(console.getClass().getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
