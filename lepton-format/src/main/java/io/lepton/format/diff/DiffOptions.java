package io.lepton.format.diff;

import io.lepton.data.ReadLimits;
import io.lepton.data.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** How to compare. */
record DiffOptions(
    List<String> key,
    Optional<Schema> schema,
    ReadLimits limits,
    int maxListed,
    boolean values,
    long maxIndexBytes,
    BooleanSupplier cancelled) {

  DiffOptions {
    key = List.copyOf(key);
    if (maxListed < 0 || maxListed > DatasetDiff.MOST_LISTED) {
      throw new IllegalArgumentException(
          "Needs 0 to %d differences to list, got %d"
              .formatted(DatasetDiff.MOST_LISTED, maxListed));
    }
    if (maxIndexBytes < 1) {
      throw new IllegalArgumentException("An index needs memory, got " + maxIndexBytes + " bytes");
    }
    if (key.stream().distinct().count() < key.size()) {
      throw new IllegalArgumentException("A key needs distinct columns");
    }
  }

  static DiffOptions defaults() {
    return new DiffOptions(
        List.of(),
        Optional.empty(),
        ReadLimits.defaults(),
        DatasetDiff.DEFAULT_LISTED,
        false,
        1L << 30,
        () -> false);
  }

  DiffOptions withKey(List<String> columns) {
    return new DiffOptions(columns, schema, limits, maxListed, values, maxIndexBytes, cancelled);
  }

  DiffOptions withSchema(Optional<Schema> newSchema) {
    return new DiffOptions(key, newSchema, limits, maxListed, values, maxIndexBytes, cancelled);
  }

  DiffOptions withLimits(ReadLimits newLimits) {
    return new DiffOptions(key, schema, newLimits, maxListed, values, maxIndexBytes, cancelled);
  }

  DiffOptions withMaxListed(int most) {
    return new DiffOptions(key, schema, limits, most, values, maxIndexBytes, cancelled);
  }

  DiffOptions withValues(boolean shown) {
    return new DiffOptions(key, schema, limits, maxListed, shown, maxIndexBytes, cancelled);
  }

  DiffOptions withMaxIndexBytes(long bytes) {
    return new DiffOptions(key, schema, limits, maxListed, values, bytes, cancelled);
  }

  DiffOptions withCancelled(BooleanSupplier condition) {
    return new DiffOptions(key, schema, limits, maxListed, values, maxIndexBytes, condition);
  }
}
