package dev.continuum.planner;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what it was told and reports it as done, if the lease is held. Thread-safe. */
public final class RecordingActuator implements Actuator {

  private static final int REMEMBERED = 1000;

  private final List<Order> orders = new CopyOnWriteArrayList<>();

  /** Nothing told yet. */
  public RecordingActuator() {}

  @Override
  public void apply(Order order, Consumer<Report> done) {
    if (!order.leaseHeld().getAsBoolean()) {
      done.accept(new Report(Optional.of("The lease was lost."), List.of()));
      return;
    }
    orders.add(order);
    if (orders.size() > REMEMBERED) {
      orders.removeFirst();
    }
    done.accept(new Report(Optional.empty(), order.target().warm()));
  }

  /** What it was told, oldest first. */
  public List<Order> orders() {
    return List.copyOf(orders);
  }
}
