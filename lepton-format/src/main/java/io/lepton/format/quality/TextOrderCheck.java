package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.quality.Relation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Two columns of texts or bytes in a relation: by their bytes, as unsigned numbers. */
final class TextOrderCheck extends RowCheck {

  private final Relation relation;
  private @Nullable TextColumn left;
  private @Nullable TextColumn right;

  TextOrderCheck(int left, Relation relation, int right) {
    super(left, right);
    this.relation = relation;
  }

  @Override
  void bind(RecordBatch batch) {
    left = (TextColumn) batch.column(columns()[0]);
    right = (TextColumn) batch.column(columns()[1]);
  }

  @Override
  boolean fails(int row) {
    return left != null && right != null && !Relations.holds(relation, compare(left, right, row));
  }

  private static int compare(TextColumn left, TextColumn right, int row) {
    int start = left.starts()[row];
    int otherStart = right.starts()[row];
    return Arrays.compareUnsigned(
        left.heap(),
        start,
        start + left.lengths()[row],
        right.heap(),
        otherStart,
        otherStart + right.lengths()[row]);
  }
}
