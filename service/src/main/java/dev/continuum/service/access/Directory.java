package dev.continuum.service.access;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.continuum.service.proto.AdminServiceProto.Key;
import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.RecordProto.StoredKey;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.StoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Tenants and keys: the fold of a log of their own, which every replica may write to. Secrets are
 * 256 random bits and are kept as SHA-256 only. Thread-safe; writes block on the store, look-ups do
 * not.
 */
public final class Directory implements Tokens {

  /** The stream of the directory. */
  public static final String STREAM = "directory";

  private static final int READ_AT_ONCE = 1000;
  private static final int ATTEMPTS = 10;

  /** What its tokens begin with. */
  static final String PREFIX = "ck_";

  private final Store store;
  private final SecureRandom random;
  private final LongSupplier clock;
  private volatile State state = new State(0, Map.of(), Map.of());

  private record State(long sequence, Map<String, Tenant> tenants, Map<String, StoredKey> keys) {

    State after(Record entry) {
      Map<String, Tenant> nextTenants = new TreeMap<>(tenants);
      Map<String, StoredKey> nextKeys = new TreeMap<>(keys);
      switch (entry.getKindCase()) {
        case TENANT -> nextTenants.put(entry.getTenant().getName(), entry.getTenant());
        case KEY -> nextKeys.put(entry.getKey().getKey().getId(), entry.getKey());
        default ->
            throw new IllegalStateException(
                "The directory holds a record of kind " + entry.getKindCase() + ".");
      }
      return new State(sequence + 1, Map.copyOf(nextTenants), Map.copyOf(nextKeys));
    }
  }

  /**
   * A key and the token that proves it.
   *
   * @param key without its secret
   * @param token bearer token
   */
  public record Issued(Key key, String token) {}

  /** The directory of a store. */
  public Directory(Store store, SecureRandom random, LongSupplier clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
    refresh();
  }

  /** Reads what other replicas wrote. */
  public synchronized void refresh() {
    List<Store.Entry> entries;
    do {
      entries = store.read(STREAM, state.sequence(), READ_AT_ONCE);
      for (Store.Entry entry : entries) {
        try {
          state = state.after(Record.parseFrom(entry.data()));
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException("The directory cannot be read.", e);
        }
      }
    } while (entries.size() == READ_AT_ONCE);
  }

  @Override
  public Optional<Principal> principal(String token) {
    String[] parts = token.split("_", 3);
    if (parts.length != 3 || !token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    StoredKey stored = state.keys().get(parts[1]);
    if (stored == null
        || stored.getKey().getRevoked()
        || !MessageDigest.isEqual(stored.getSecretHash().toByteArray(), sha256(parts[2]))) {
      return Optional.empty();
    }
    Key key = stored.getKey();
    return Optional.of(
        new Principal(key.getId(), key.getTenant(), key.getRole(), key.getSubject()));
  }

  /** What a tenant may use; no limits for one without a quota. */
  public Quota quota(String tenant) {
    Tenant known = state.tenants().get(tenant);
    return known == null ? Quota.getDefaultInstance() : known.getQuota();
  }

  /** Whether there is a tenant of this name. */
  public boolean knows(String tenant) {
    return state.tenants().containsKey(tenant);
  }

  /** All tenants, by name. */
  public List<Tenant> tenants() {
    return List.copyOf(new TreeMap<>(state.tenants()).values());
  }

  /** All keys of a tenant, by id; those of admins for the empty name. */
  public List<Key> keys(String tenant) {
    return new TreeMap<>(state.keys())
        .values().stream()
            .map(StoredKey::getKey)
            .filter(key -> key.getTenant().equals(tenant))
            .toList();
  }

  /** Whether there is any key that is not void. */
  public boolean hasKeys() {
    return state.keys().values().stream().anyMatch(key -> !key.getKey().getRevoked());
  }

  /** Adds a tenant. */
  public void create(Tenant tenant, String actor) {
    var unused = Names.required("tenant", tenant.getName());
    write(
        actor,
        now -> {
          if (now.tenants().containsKey(tenant.getName())) {
            throw new RefusedException(Kind.EXISTS, "There is a tenant of this name already.");
          }
          return Record.newBuilder().setTenant(tenant);
        });
  }

  /** Sets a tenant's quota. */
  public void quota(String tenant, Quota quota, String actor) {
    write(
        actor,
        now -> Record.newBuilder().setTenant(known(now, tenant).toBuilder().setQuota(quota)));
  }

  /** Issues a key. */
  public Issued issue(String tenant, Role role, String subject, String actor) {
    if (role == Role.ROLE_ADMIN != tenant.isEmpty()) {
      throw new RefusedException(Kind.INVALID, "Admins, and only they, must belong to no tenant.");
    }
    if (role == Role.ROLE_AGENT == subject.isEmpty()) {
      throw new RefusedException(Kind.INVALID, "Agents, and only they, must have a subject.");
    }
    byte[] id = new byte[8];
    random.nextBytes(id);
    Key key =
        Key.newBuilder()
            .setId(HexFormat.of().formatHex(id))
            .setTenant(tenant)
            .setRole(role)
            .setSubject(subject)
            .build();
    return stored(
        actor,
        now -> {
          if (!tenant.isEmpty()) {
            var unused = known(now, tenant);
          }
          return key;
        });
  }

  /** Replaces a key's secret. */
  public Issued rotate(String id, String actor) {
    return stored(actor, now -> key(now, id));
  }

  /** Makes a key void. */
  public void revoke(String id, String actor) {
    write(
        actor,
        now ->
            Record.newBuilder()
                .setKey(StoredKey.newBuilder().setKey(key(now, id).toBuilder().setRevoked(true))));
  }

  /** SHA-256 of a text. */
  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** A random text of 256 bits. */
  public static String secret(SecureRandom random) {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  private Issued stored(String actor, Function<State, Key> of) {
    String secret = secret(random);
    Key[] made = new Key[1];
    write(
        actor,
        now -> {
          made[0] = of.apply(now);
          return Record.newBuilder()
              .setKey(
                  StoredKey.newBuilder()
                      .setKey(made[0])
                      .setSecretHash(ByteString.copyFrom(sha256(secret))));
        });
    return new Issued(made[0], PREFIX + made[0].getId() + "_" + secret);
  }

  private static Tenant known(State now, String tenant) {
    Tenant known = now.tenants().get(tenant);
    if (known == null) {
      throw new RefusedException(Kind.NOT_FOUND, "There is no such tenant.");
    }
    return known;
  }

  private static Key key(State now, String id) {
    StoredKey stored = now.keys().get(id);
    if (stored == null || stored.getKey().getRevoked()) {
      throw new RefusedException(Kind.NOT_FOUND, "There is no such key, or it is void.");
    }
    return stored.getKey();
  }

  private synchronized void write(String actor, Function<State, Record.Builder> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // What another replica wrote decides whether this may be written.
      refresh();
      Record entry = change.apply(state).setActor(actor).setTimeMs(clock.getAsLong()).build();
      try {
        store.append(STREAM, state.sequence(), 0, List.of(entry.toByteArray()));
        state = state.after(entry);
        return;
      } catch (StoreException.Stale e) {
        // Somebody wrote in between: once more.
      }
    }
    throw new RefusedException(Kind.UNAVAILABLE, "Too many write to the directory at once.");
  }
}
