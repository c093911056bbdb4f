package dev.continuum.lambda.host;

import dev.continuum.actuation.host.Engine;
import dev.continuum.actuation.host.Programs;
import java.io.IOException;
import java.util.List;

/** What an execution environment runs in. */
sealed interface Sandbox {

  /** Ends when the environment does. */
  Process process();

  /** The first process of the environment. */
  long pid();

  /** It is initialised: from now on it gets its share of the CPU. */
  void limit(int memoryMb) throws IOException;

  /** A call begins. */
  void begin();

  /** A call has its answer: waits until the CPU time that it used is paid for. */
  void pay() throws InterruptedException;

  /** Ends it at once. */
  void end();

  /**
   * A process of this machine.
   *
   * @param process it
   * @param shares what holds it to its share
   */
  record OfProcess(Process process, CpuShares shares) implements Sandbox {

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public void limit(int memoryMb) {
      shares.limit(process, memoryMb);
    }

    @Override
    public void begin() {
      shares.begin(process);
    }

    @Override
    public void pay() throws InterruptedException {
      shares.pay(process);
    }

    @Override
    public void end() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      shares.free(process);
    }
  }

  /**
   * A container.
   *
   * @param process the engine's client, which ends with it
   * @param engine the engine
   * @param name of the container
   * @param throttled whether it gets no more than its share
   */
  record OfContainer(Process process, Engine engine, String name, boolean throttled)
      implements Sandbox {

    @Override
    public long pid() {
      try {
        return Long.parseLong(
            Programs.run(List.of("docker", "inspect", "--format", "{{.State.Pid}}", name)));
      } catch (IOException e) {
        return process.pid();
      }
    }

    @Override
    public void limit(int memoryMb) throws IOException {
      if (!throttled) {
        return;
      }
      Programs.run(
          List.of(
              "docker",
              "update",
              "--cpu-period",
              Integer.toString(CpuShares.PERIOD_MICROS),
              "--cpu-quota",
              Long.toString(CpuShares.quotaMicros(memoryMb)),
              "--cpu-shares",
              Integer.toString(CpuShares.WEIGHT),
              name));
    }

    @Override
    public void begin() {
      // The kernel's quota saves nothing beyond its period.
    }

    @Override
    public void pay() {
      // As on Lambda.
    }

    @Override
    public void end() {
      engine.remove(name);
      process.destroyForcibly();
    }
  }
}
