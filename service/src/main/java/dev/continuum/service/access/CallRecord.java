package dev.continuum.service.access;

import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/** What is known of the call that is being served, for its log. Thread-safe. */
final class CallRecord {

  private static final Context.Key<CallRecord> CURRENT = Context.key("continuum-call");

  private final String request;
  private volatile @Nullable Principal caller;

  CallRecord(String request) {
    this.request = request;
  }

  String request() {
    return request;
  }

  @Nullable Principal caller() {
    return caller;
  }

  Context in(Context context) {
    return context.withValue(CURRENT, this);
  }

  /** Notes who calls, where a call is recorded. */
  static void let(Principal caller) {
    CallRecord current = CURRENT.get();
    if (current != null) {
      current.caller = caller;
    }
  }
}
