package dev.continuum.service.server;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for long work: where others want the cores they get about a tenth of one, where nobody
 * does all of it. The JVM by itself gives all its threads the same; Linux keeps a niceness for each
 * thread, which it passes on to those that a native solver begins. Elsewhere they are threads like
 * any other. Thread-safe.
 */
final class BackgroundThreads implements ThreadFactory {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);

  /** Not the least share: whoever waits for a safepoint waits for these too. */
  private static final int NICENESS = 10;

  /** On Linux a process of number 0 is the calling thread. */
  private static final int OF_THREAD = 0;

  private final ThreadFactory threads;

  /** The C library. */
  private interface StandardLibrary extends Library {
    int setpriority(int which, int who, int niceness);
  }

  /** With names that begin so. */
  BackgroundThreads(String prefix) {
    threads = Thread.ofPlatform().daemon().name(prefix, 0).factory();
  }

  @Override
  public Thread newThread(Runnable task) {
    return threads.newThread(
        () -> {
          stepBack();
          task.run();
        });
  }

  private static void stepBack() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      int code = Native.load("c", StandardLibrary.class).setpriority(OF_THREAD, 0, NICENESS);
      if (code != 0) {
        LOG.debug("The system does not let solver threads step back.");
      }
    } catch (LinkageError | RuntimeException e) {
      LOG.debug("Solver threads have the priority of all others.", e);
    }
  }
}
