package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.quality.RowPredicate;
import org.jspecify.annotations.Nullable;

/** A condition of the caller's own. */
final class CustomCheck extends RowCheck {

  private final RowPredicate predicate;
  private @Nullable RecordBatch bound;

  CustomCheck(int[] columns, RowPredicate predicate) {
    super(columns);
    this.predicate = predicate;
  }

  @Override
  void bind(RecordBatch batch) {
    bound = batch;
  }

  @Override
  boolean fails(int row) {
    return bound != null && !predicate.test(bound, row);
  }
}
