package io.lepton.runtime.resource;

import io.lepton.model.NativeMemoryBudget;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much native memory one session or binding holds, taken off a budget if there is one. Closing
 * gives back what was taken here; parts keep what they hold until they are closed themselves.
 *
 * <p>Safe for use by many threads.
 */
public final class MemoryAccount implements AutoCloseable {

  private final String owner;
  private final @Nullable NativeMemoryBudget budget;
  private final @Nullable MemoryAccount parent;
  private final AtomicLong ownBytes = new AtomicLong();
  private final AtomicLong heldBytes = new AtomicLong();

  private MemoryAccount(
      String owner, @Nullable NativeMemoryBudget budget, @Nullable MemoryAccount parent) {
    this.owner = owner;
    this.budget = budget;
    this.parent = parent;
  }

  /**
   * Opens an account that nothing is on.
   *
   * @param owner what to call it where memory cannot be had
   * @param budget the budget, if there is one
   * @return the account
   */
  public static MemoryAccount open(String owner, Optional<NativeMemoryBudget> budget) {
    return new MemoryAccount(owner, budget.orElse(null), null);
  }

  /**
   * Opens an account for a part: what it holds is held here as well.
   *
   * @param part what to call it where memory cannot be had
   * @return the account
   */
  public MemoryAccount openPart(String part) {
    return new MemoryAccount(part + " of " + owner, budget, this);
  }

  /**
   * Opens an account beside this one, on the same budget.
   *
   * @param other what to call it where memory cannot be had
   * @return the account
   */
  public MemoryAccount sibling(String other) {
    return new MemoryAccount(other, budget, parent);
  }

  /**
   * Says whether memory may run out here before the system's does.
   *
   * @return true if there is a budget
   */
  public boolean isLimited() {
    return budget != null;
  }

  /**
   * Takes memory, a moment before it is allocated.
   *
   * @param bytes how much
   * @throws io.lepton.model.InferenceException if the budget has not so much left
   */
  public void take(long bytes) {
    if (budget != null) {
      budget.take(bytes, owner);
    }
    ownBytes.addAndGet(bytes);
    hold(bytes);
  }

  /**
   * Gives memory back.
   *
   * @param bytes how much of what was taken here
   */
  public void giveBack(long bytes) {
    ownBytes.addAndGet(-bytes);
    release(bytes);
  }

  private void release(long bytes) {
    if (budget != null) {
      budget.giveBack(bytes);
    }
    hold(-bytes);
  }

  private void hold(long bytes) {
    for (MemoryAccount account = this; account != null; account = account.parent) {
      account.heldBytes.addAndGet(bytes);
    }
  }

  /**
   * Returns how much is held here and by all parts.
   *
   * @return bytes
   */
  public long heldBytes() {
    return heldBytes.get();
  }

  /** Gives back what was taken here. Closing again does nothing. */
  @Override
  public void close() {
    release(ownBytes.getAndSet(0));
  }
}
