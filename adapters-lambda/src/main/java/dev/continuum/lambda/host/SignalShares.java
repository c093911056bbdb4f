package dev.continuum.lambda.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops a process when it has used more CPU time than its share, until it has paid for it: a token
 * bucket over the CPU time that the kernel counts for its threads, looked at every few
 * milliseconds. Signals go through one shell, so none of them costs a process. Idle processes are
 * never stopped.
 */
final class SignalShares implements CpuShares {

  private static final long TICK_MILLIS = 5;
  private static final long BURST_NANOS = 20_000_000;

  private final Map<Long, Account> accounts = new ConcurrentHashMap<>();
  private final Process shell;
  private final Writer commands;
  private final Thread thread;
  private volatile boolean closed;

  private static final class Account {
    private final double share;
    private long usedNanos;
    private double creditNanos = BURST_NANOS;
    private boolean stopped;

    Account(double share, long usedNanos) {
      this.share = share;
      this.usedNanos = usedNanos;
    }
  }

  SignalShares() {
    try {
      shell =
          new ProcessBuilder("/bin/sh")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = shell.outputWriter(StandardCharsets.US_ASCII);
    thread = Thread.ofPlatform().daemon().name("cpu-shares").start(this::run);
  }

  private void run() {
    long last = System.nanoTime();
    while (!closed) {
      try {
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      long passed = now - last;
      last = now;
      accounts.forEach((pid, account) -> settle(pid, account, passed));
    }
  }

  private void settle(long pid, Account account, long passedNanos) {
    long used = usedNanos(pid);
    account.creditNanos =
        Math.min(
            BURST_NANOS * account.share + account.share * TICK_MILLIS * 1e6,
            account.creditNanos
                + account.share * passedNanos
                - Math.max(0, used - account.usedNanos));
    account.usedNanos = used;
    boolean stop = account.creditNanos < 0;
    if (stop != account.stopped) {
      account.stopped = stop;
      signal(stop ? "STOP" : "CONT", pid);
    }
  }

  /** CPU time of all threads of a process. */
  static long usedNanos(long pid) {
    long sum = 0;
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path each : tasks) {
        String text = Files.readString(each.resolve("schedstat"));
        sum += Long.parseLong(text.substring(0, text.indexOf(' ')));
      }
    } catch (IOException | RuntimeException e) {
      // It has ended.
    }
    return sum;
  }

  private synchronized void signal(String name, long pid) {
    try {
      commands.write("kill -" + name + " " + pid + "\n");
      commands.flush();
    } catch (IOException e) {
      // The shell is gone, and with it this host.
    }
  }

  @Override
  public void limit(Process process, int memoryMb) {
    accounts.put(
        process.pid(), new Account(memoryMb / MEGABYTES_PER_CORE, usedNanos(process.pid())));
  }

  @Override
  public void free(Process process) {
    accounts.remove(process.pid());
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    accounts.keySet().forEach(pid -> signal("CONT", pid));
    shell.destroy();
  }
}
