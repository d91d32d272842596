package io.lepton.runtime.resource;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Things that are expensive to have twice: the first to ask for one makes it, those who ask while
 * it is there get the same, and the last to let go frees it.
 *
 * <p><b>Threads.</b> Any number at once. All that happens to one key happens one after another, and
 * keys do not wait for each other. So there is never more than one thing for a key: who asks while
 * it is being freed waits, and makes it anew.
 *
 * @param <K> what makes two things the same
 * @param <V> the things
 */
public final class SharedOnce<K, V extends AutoCloseable> {

  /**
   * Makes a thing.
   *
   * @param <V> the thing
   * @param <E> what may go wrong
   */
  @FunctionalInterface
  public interface Maker<V, E extends Exception> {
    /**
     * Makes it.
     *
     * @return the thing
     * @throws E if it cannot be made
     */
    V make() throws E;
  }

  /**
   * One holder's part in a thing.
   *
   * @param <V> the thing
   */
  public interface Share<V> extends AutoCloseable {
    /**
     * Returns the thing, which is there until this share is closed.
     *
     * @return the thing
     */
    V value();

    /** Lets go, and frees the thing if nobody else holds it. Closing again does nothing. */
    @Override
    void close();
  }

  private final ConcurrentMap<K, Slot> slots = new ConcurrentHashMap<>();

  /** Makes a place where nothing is. */
  public SharedOnce() {}

  /**
   * Takes a share.
   *
   * @param key what is asked for
   * @param maker how to make it if it is not there
   * @param <E> what may go wrong when it is made
   * @return the share, to be closed
   * @throws E if it was not there and could not be made; the next to ask tries again
   */
  public <E extends Exception> Share<V> open(K key, Maker<? extends V, E> maker) throws E {
    while (true) {
      Share<V> share = slot(key).open(maker);
      if (share != null) {
        return share;
      }
    }
  }

  private Slot slot(K key) {
    Slot fresh = new Slot(key);
    Slot found = slots.putIfAbsent(key, fresh);
    return found == null ? fresh : found;
  }

  /**
   * Returns the only share of a thing that nobody else can ask for.
   *
   * @param value the thing
   * @param <V> the thing
   * @return the share, to be closed
   */
  public static <V extends AutoCloseable> Share<V> alone(V value) {
    SharedOnce<Object, V> own = new SharedOnce<>();
    return own.slot(value).held(value);
  }

  /**
   * Returns how many things there are.
   *
   * @return the number, which may be another a moment later
   */
  public int size() {
    return slots.size();
  }

  /** The place of one thing. Once it has been left empty it is thrown away, never filled again. */
  private final class Slot {

    private final K key;
    private @Nullable V value;
    private int holders;
    private boolean isGone;

    Slot(K key) {
      this.key = key;
    }

    synchronized <E extends Exception> @Nullable Share<V> open(Maker<? extends V, E> maker)
        throws E {
      if (isGone) {
        return null;
      }
      V found = value;
      return held(found == null ? made(maker) : found);
    }

    synchronized Share<V> held(V found) {
      value = found;
      holders++;
      return new Held(this, found);
    }

    private <E extends Exception> V made(Maker<? extends V, E> maker) throws E {
      boolean isMade = false;
      try {
        V made = maker.make();
        isMade = true;
        return made;
      } finally {
        if (!isMade) {
          leave();
        }
      }
    }

    private void leave() {
      isGone = true;
      slots.remove(key, this);
    }

    synchronized void letGo() {
      holders--;
      if (holders == 0) {
        free();
        leave();
      }
    }

    private void free() {
      try {
        if (value != null) {
          value.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException("What was shared could not be freed", e);
      } finally {
        value = null;
      }
    }
  }

  private final class Held implements Share<V> {

    private final Slot slot;
    private final V value;
    private boolean isClosed;

    Held(Slot slot, V value) {
      this.slot = slot;
      this.value = value;
    }

    @Override
    public V value() {
      return value;
    }

    @Override
    public void close() {
      if (isFirst()) {
        slot.letGo();
      }
    }

    private synchronized boolean isFirst() {
      boolean isFirst = !isClosed;
      isClosed = true;
      return isFirst;
    }
  }
}
