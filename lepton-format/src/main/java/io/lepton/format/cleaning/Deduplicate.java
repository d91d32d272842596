package io.lepton.format.cleaning;

import java.util.ArrayList;
import java.util.List;

/**
 * The step that leaves rows out whose key occurred before: see {@link CleaningStep#deduplicate}.
 *
 * <p>Immutable: every {@code with} method returns a changed copy.
 */
public final class Deduplicate extends CleaningStep {

  /**
   * How many distinct keys are remembered by default: some 800 MB at most, while the table grows.
   */
  public static final long DEFAULT_MAX_KEYS = 16 << 20;

  /** What fits in one array. */
  private static final long MOST_KEYS = 400_000_000;

  private final List<String> columns;
  private final long maxKeys;

  Deduplicate(List<String> columns, long maxKeys) {
    super("deduplicate " + (columns.isEmpty() ? "rows" : String.join(", ", columns)));
    this.columns = List.copyOf(columns);
    this.maxKeys = maxKeys;
  }

  /**
   * Sets how many distinct keys may occur. More are an error and no silent wrong answer.
   *
   * @param keys in place of {@value #DEFAULT_MAX_KEYS}; each takes about 22 to 43 bytes
   * @return a changed step
   * @throws IllegalArgumentException if {@code keys} is not 1 to 400,000,000
   */
  public Deduplicate withMaxKeys(long keys) {
    if (keys < 1 || keys > MOST_KEYS) {
      throw new IllegalArgumentException("Needs 1 to " + MOST_KEYS + " keys, got " + keys);
    }
    return new Deduplicate(columns, keys);
  }

  @Override
  Operation plan(Draft draft) {
    List<String> names = columns.isEmpty() ? draft.schema().names() : columns;
    List<Integer> positions = new ArrayList<>();
    for (String name : names) {
      int position = draft.schema().indexOf(name);
      if (position < 0) {
        draft.problem("needs a column " + name + ", found " + draft.schema().names());
      } else {
        positions.add(position);
      }
    }
    int[] found = positions.stream().mapToInt(Integer::intValue).toArray();
    int[] slots = positions.stream().mapToInt(draft::slot).toArray();
    return new DeduplicateOperation(found, slots, maxKeys);
  }
}
