package dev.continuum.service.store;

/** A store that did not do what it was asked. */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The outcome is unknown: it may have been done. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** It cannot do what it should. */
  public StoreException(String message) {
    super(message);
  }

  /** Somebody else appended first; nothing was done. */
  public static final class Stale extends StoreException {
    private static final long serialVersionUID = 1L;

    /** At this stream. */
    public Stale(String stream) {
      super("The log " + stream + " has entries that the writer does not know.");
    }
  }

  /** Somebody else holds the lease; nothing was done. */
  public static final class Fenced extends StoreException {
    private static final long serialVersionUID = 1L;

    /** At this stream. */
    public Fenced(String stream) {
      super("The lease of " + stream + " is another's.");
    }
  }

  /** It holds something already; nothing was done. */
  public static final class Occupied extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Of a store that should be empty. */
    public Occupied() {
      super("The store must be empty to be restored into.");
    }
  }
}
