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
import java.util.concurrent.TimeUnit;

/**
 * Stops a process when it has used more CPU time than its share, until it has paid for it: an
 * account of the CPU time that the kernel counts for its threads, looked at every few milliseconds.
 * Nothing is saved for a call beforehand, and what a call still owes when it has its answer is
 * waited for: however short it is, it takes what it used divided by the share. Signals go through
 * one shell, so none of them costs a process. Idle processes are never stopped.
 */
final class SignalShares implements CpuShares {

  private static final long TICK_MILLIS = 5;
  private static final long TICK_NANOS = TICK_MILLIS * 1_000_000;

  /** What serves no call is looked at only every so often: looking costs time of the processor. */
  private static final long IDLE_TICKS = 4;

  private final Map<Long, Account> accounts = new ConcurrentHashMap<>();
  private final Process shell;
  private final Writer commands;
  private final Thread thread;
  private volatile boolean closed;

  private static final class Account {
    private final double share;
    private long usedNanos;
    private long settledNanos;
    private double creditNanos;
    private volatile boolean stopped;
    private volatile boolean calling;

    Account(double share, long usedNanos, long nowNanos) {
      this.share = share;
      this.usedNanos = usedNanos;
      this.settledNanos = nowNanos;
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
    for (long tick = 0; !closed; tick++) {
      try {
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      boolean all = tick % IDLE_TICKS == 0;
      accounts.forEach(
          (pid, account) -> {
            if (all || account.calling || account.stopped) {
              var unused = settle(pid, account);
            }
          });
    }
  }

  /** What it owes, negative; what it may use at once, at most its share of one look. */
  private double settle(long pid, Account account) {
    synchronized (account) {
      long used = usedNanos(pid);
      long now = System.nanoTime();
      account.creditNanos =
          Math.min(
              account.share * TICK_NANOS,
              account.creditNanos
                  + account.share * (now - account.settledNanos)
                  - Math.max(0, used - account.usedNanos));
      account.usedNanos = used;
      account.settledNanos = now;
      boolean stop = account.creditNanos < 0;
      if (stop != account.stopped) {
        account.stopped = stop;
        signal(stop ? "STOP" : "CONT", pid);
      }
      return account.creditNanos;
    }
  }

  @Override
  public void begin(Process process) {
    Account account = accounts.get(process.pid());
    if (account != null) {
      synchronized (account) {
        account.calling = true;
        account.creditNanos = Math.min(0, settle(process.pid(), account));
      }
    }
  }

  @Override
  public void pay(Process process) throws InterruptedException {
    Account account = accounts.get(process.pid());
    if (account == null) {
      return;
    }
    double credit = settle(process.pid(), account);
    while (credit < 0 && process.isAlive() && !closed) {
      TimeUnit.NANOSECONDS.sleep(Math.clamp(Math.round(-credit / account.share), 1, TICK_NANOS));
      credit = settle(process.pid(), account);
    }
    account.calling = false;
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
        process.pid(),
        new Account(memoryMb / MEGABYTES_PER_CORE, usedNanos(process.pid()), System.nanoTime()));
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
