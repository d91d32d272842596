package io.lepton.format.profile;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A column of truth values: two counts. */
final class BoolSketch extends ColumnSketch {

  private long trues;

  BoolSketch(Field field) {
    super(field);
  }

  @Override
  void addValues(Column column, int batchRows, ValueBlock block, SamplePicks picks) {
    byte[] values = ((ByteColumn) column).values();
    int elements = batchRows * column.type().width();
    int sum = 0;
    // The slot of a missing value holds 0.
    for (int i = 0; i < elements; i++) {
      sum += values[i];
    }
    trues += sum;
  }

  @Override
  void mergeValues(ColumnSketch other) {
    trues += ((BoolSketch) other).trues;
  }

  @Override
  ColumnProfile profile(ProfileOptions options) {
    long values = (rows() - missing()) * field().type().width();
    long falses = values - trues;
    Moments moments = new Moments();
    moments.add(0, falses);
    moments.add(1, trues);
    int distinct = (trues > 0 ? 1 : 0) + (falses > 0 ? 1 : 0);
    return new ColumnProfile(
        field(),
        rows(),
        missing(),
        new DistinctCount(distinct, 0),
        ValueRange.EMPTY,
        values == 0
            ? Optional.empty()
            : Optional.of(
                new NumberStatistics(moments.mean(), moments.deviation(), falses, 0, 0, 0)),
        Optional.empty(),
        OptionalLong.empty(),
        top(falses, options));
  }

  private List<TopValue> top(long falses, ProfileOptions options) {
    List<TopValue> top = new ArrayList<>();
    if (trues > 0) {
      top.add(new TopValue(true, trues, 0));
    }
    if (falses > 0) {
      top.add(new TopValue(false, falses, 0));
    }
    top.sort(Comparator.comparingLong(TopValue::count).reversed());
    return options.shown(top);
  }
}
