package io.lepton.model;

import io.lepton.ErrorCode;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much native memory the sessions that share this object may take together.
 *
 * <pre>{@code
 * NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(512L << 20);
 * SessionOptions options = SessionOptions.defaults().withMemoryBudget(budget);
 * try (InferenceSession model = Models.open(Path.of("churn"), options)) {
 *   System.out.println(budget.usedBytes());
 * }
 * }</pre>
 *
 * <p><b>Counted</b>, before it is allocated: the model with its weights, for as long as a session
 * holds it, and once more while it is loaded, when the file and what the runtime makes of it are
 * both in memory; the inputs of a binding, and its outputs from the second run on, until the
 * binding is closed; the outputs of {@link InferenceSession#infer} while the call runs, from the
 * second one with inputs of the same shapes on. What infer has returned belongs to the garbage
 * collector and is not counted.
 *
 * <p><b>Not counted</b>, because it cannot be seen from Java: what the runtime takes for values
 * between operators, for weights that it packs anew or moves to another device, and for its
 * threads. With {@link SessionOptions#withArena} on, the memory between operators stays with the
 * session at its highest mark, and grows in steps that double. It may be a multiple of the model:
 * of a network on images it usually is. Text outputs and outputs whose shape depends on the data
 * are allocated by the runtime, too.
 *
 * <p>Safe for use by many threads. Two are equal only if they are the same object.
 */
public final class NativeMemoryBudget {

  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  private NativeMemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Returns a budget of which nothing is used.
   *
   * @param limitBytes how much may be taken, in bytes, at least 1
   * @return the budget
   * @throws IllegalArgumentException if the limit is below 1
   */
  public static NativeMemoryBudget ofBytes(long limitBytes) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("Needs a budget of at least 1 byte, got " + limitBytes);
    }
    return new NativeMemoryBudget(limitBytes);
  }

  /**
   * Returns how much may be taken.
   *
   * @return bytes
   */
  public long limitBytes() {
    return limitBytes;
  }

  /**
   * Returns how much is taken at this moment.
   *
   * @return bytes, at most the limit
   */
  public long usedBytes() {
    return usedBytes.get();
  }

  /**
   * Takes memory off the budget. For whoever allocates it, a moment before.
   *
   * @param bytes how much, at least 0
   * @param purpose what it is for, to be named if it cannot be had
   * @throws InferenceException with {@link ErrorCode#MEMORY_BUDGET} if there is not so much left;
   *     nothing is taken then
   */
  public void take(long bytes, String purpose) {
    usedBytes.getAndUpdate(used -> used + fitting(bytes, used, purpose));
  }

  private long fitting(long bytes, long used, String purpose) {
    if (bytes > limitBytes - used) {
      throw new InferenceException(
          ErrorCode.MEMORY_BUDGET,
          "%s needs %d bytes of native memory, of the budget of %d bytes %d are used"
              .formatted(purpose, bytes, limitBytes, used),
          null);
    }
    return bytes;
  }

  /**
   * Gives memory back.
   *
   * @param bytes how much of what was taken
   */
  public void giveBack(long bytes) {
    usedBytes.addAndGet(-bytes);
  }

  /**
   * Returns limit and use.
   *
   * @return for example {@code 1024 of 4096 bytes used}
   */
  @Override
  public String toString() {
    return "%d of %d bytes used".formatted(usedBytes(), limitBytes);
  }
}
