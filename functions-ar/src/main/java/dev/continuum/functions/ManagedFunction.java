package dev.continuum.functions;

import com.google.gson.JsonObject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wraps a function so that its instances can be counted and kept warm: honours {@code hold}
 * (milliseconds the answer is held back, capped) and adds {@code instance} to each answer: a random
 * identity drawn at initialisation, its age, the number of the call, whether this one initialised
 * it, and on Lambda how it was initialised (on demand, or ahead by provisioned concurrency). A
 * request with {@code warm: true} is answered without calling the function. Faults of the request
 * become an answer with {@code error}. Thread-safe if the function is.
 */
public final class ManagedFunction implements JsonFunction {

  /** The longest hold; a lower one may be set by CONTINUUM_MOST_HOLD_MS in the environment. */
  public static final long MOST_HOLD_MILLIS = 2000;

  private static final String INITIALISATION = System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE");

  private final JsonFunction function;
  private final long mostHold;
  private final String identity;
  private final long bornNanos = System.nanoTime();
  private final AtomicLong calls = new AtomicLong();

  /** Wraps with a random identity and the cap of the environment. */
  public static ManagedFunction of(JsonFunction function) {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    String cap = System.getenv("CONTINUUM_MOST_HOLD_MS");
    return new ManagedFunction(
        function,
        HexFormat.of().formatHex(bytes),
        cap == null ? MOST_HOLD_MILLIS : Math.min(MOST_HOLD_MILLIS, Long.parseLong(cap)));
  }

  /**
   * Wraps.
   *
   * @param identity tells this instance from all others
   * @param mostHold cap of hold, milliseconds
   */
  public ManagedFunction(JsonFunction function, String identity, long mostHold) {
    this.function = function;
    this.identity = identity;
    this.mostHold = mostHold;
  }

  @Override
  public JsonObject call(JsonObject request) {
    long call = calls.incrementAndGet();
    JsonObject answer;
    try {
      long hold = Fields.number(request, "hold", 0, 0, Integer.MAX_VALUE);
      answer = Fields.flag(request, "warm") ? new JsonObject() : function.call(request);
      sleep(Math.min(hold, mostHold));
    } catch (BadRequestException e) {
      answer = new JsonObject();
      answer.addProperty("error", e.getMessage());
    }
    JsonObject instance = new JsonObject();
    instance.addProperty("id", identity);
    instance.addProperty("ageMillis", (System.nanoTime() - bornNanos) / 1_000_000);
    instance.addProperty("calls", call);
    instance.addProperty("initialised", call == 1);
    if (INITIALISATION != null) {
      instance.addProperty("initialisation", INITIALISATION);
    }
    answer.add("instance", instance);
    return answer;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
