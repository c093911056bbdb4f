package dev.continuum.service.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A few places that tenants take in turns: whoever waits stands in the line of its tenant, and each
 * place that becomes free goes to the next tenant's first. Where all may not wait, the last of the
 * longest line gives way to one whose line is shorter by two. So a tenant with a thousand calls
 * costs another's call one turn, no more. Thread-safe; constant time but for giving way, which is
 * linear in tenants.
 */
final class Turns {

  private final int mostWaiting;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<String, Line> lines = new LinkedHashMap<>();
  private int free;
  private int waiting;

  /** The calls of a tenant that wait, and how long the last that need not any more had to. */
  private static final class Line {
    private final Deque<Ticket> tickets = new ArrayDeque<>();
    private long waitedNanos;
  }

  /** So many places, and so many that may wait for one. */
  Turns(int places, int mostWaiting, LongSupplier nanoTime) {
    this.free = places;
    this.mostWaiting = mostWaiting;
    this.nanoTime = nanoTime;
  }

  /**
   * Someone who asked.
   *
   * @param tenant whose
   * @param askedNanos when
   * @param answer whether there is a place, once that is decided
   */
  record Ticket(String tenant, long askedNanos, CompletableFuture<Boolean> answer) {}

  /** Asks for a place; who gets one leaves it again. */
  synchronized Ticket ask(String tenant) {
    Ticket ticket = new Ticket(tenant, nanoTime.getAsLong(), new CompletableFuture<>());
    if (free > 0) {
      free--;
      ticket.answer().complete(true);
    } else if (waiting < mostWaiting || makeRoom(tenant)) {
      lines.computeIfAbsent(tenant, each -> new Line()).tickets.add(ticket);
      waiting++;
    } else {
      ticket.answer().complete(false);
    }
    return ticket;
  }

  /** Gives a place to the next. */
  synchronized void leave() {
    Iterator<Map.Entry<String, Line>> first = lines.entrySet().iterator();
    if (!first.hasNext()) {
      free++;
      return;
    }
    Map.Entry<String, Line> turn = first.next();
    first.remove();
    Line line = turn.getValue();
    Ticket next = line.tickets.remove();
    waiting--;
    line.waitedNanos = nanoTime.getAsLong() - next.askedNanos();
    if (!line.tickets.isEmpty()) {
      lines.put(turn.getKey(), line);
    }
    next.answer().complete(true);
  }

  /** Waits no longer; false if there is a place by now, which has to be left. */
  synchronized boolean giveUp(Ticket ticket) {
    Line line = lines.get(ticket.tenant());
    if (line == null || !line.tickets.remove(ticket)) {
      return !ticket.answer().join();
    }
    waiting--;
    if (line.tickets.isEmpty()) {
      lines.remove(ticket.tenant());
    }
    ticket.answer().complete(false);
    return true;
  }

  /** How many wait. */
  synchronized int waiting() {
    return waiting;
  }

  /** Whether another of a tenant would be refused, or whoever came last had to wait so long. */
  synchronized boolean full(String tenant, long mostNanos) {
    Line line = lines.get(tenant);
    return (free == 0 && waiting >= mostWaiting && longestBut(tenant) == null)
        || (line != null && line.waitedNanos > mostNanos);
  }

  private boolean makeRoom(String tenant) {
    Line longest = longestBut(tenant);
    if (longest == null) {
      return false;
    }
    longest.tickets.removeLast().answer().complete(false);
    waiting--;
    return true;
  }

  /** The longest line, if it is longer than a tenant's by two at least. */
  private @Nullable Line longestBut(String tenant) {
    Line own = lines.get(tenant);
    int most = (own == null ? 0 : own.tickets.size()) + 1;
    Line longest = null;
    for (Line each : lines.values()) {
      if (each.tickets.size() > most) {
        most = each.tickets.size();
        longest = each;
      }
    }
    return longest;
  }
}
