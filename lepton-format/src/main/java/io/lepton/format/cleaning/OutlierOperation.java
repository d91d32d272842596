package io.lepton.format.cleaning;

import io.lepton.data.Column;

/** Finds numbers that lie too far out. Not a number and missing values are none. */
final class OutlierOperation extends Operation {

  /** What becomes of them. */
  enum Action {
    CLIP,
    REMOVE,
    DROP
  }

  private final int slot;
  private final Outliers rule;
  private final Action action;
  private final Quantiles quantiles = new Quantiles();
  private final Moments moments = new Moments();
  private boolean isReady;
  private double least;
  private double most;

  OutlierOperation(int position, int slot, Outliers rule, Action action) {
    super(position);
    this.slot = slot;
    this.rule = rule;
    this.action = action;
    this.isReady = rule.kind() == Outliers.Kind.RANGE;
    this.least = rule.first();
    this.most = rule.second();
  }

  @Override
  boolean dropsRows() {
    return action == Action.DROP;
  }

  @Override
  boolean isReady() {
    return isReady;
  }

  @Override
  void learn(Rows rows) {
    for (int row = 0; row < rows.count(); row++) {
      double value = Numbers.get(rows.column(slot), row);
      if (!Double.isFinite(value)) {
        continue;
      }
      if (rule.kind() == Outliers.Kind.IQR) {
        quantiles.add(value);
      } else {
        moments.add(value);
      }
    }
  }

  @Override
  void endLearning() {
    if (rule.kind() == Outliers.Kind.IQR) {
      double lower = quantiles.at(0.25);
      double upper = quantiles.at(0.75);
      bounds(lower, upper, rule.first() * (upper - lower));
    } else {
      bounds(moments.mean(), moments.mean(), rule.first() * moments.deviation());
    }
    isReady = true;
  }

  private void bounds(double lower, double upper, double distance) {
    // Without enough values there are no bounds: nothing is below or above NaN.
    least = lower - distance;
    most = upper + distance;
  }

  @Override
  void apply(Rows rows) {
    Column column = rows.column(slot);
    boolean isWhole = !column.type().isFloatingPoint() && column.type().scale() == 0;
    double lowest = isWhole ? Math.ceil(least) : least;
    double highest = isWhole ? Math.floor(most) : most;
    for (int row = 0; row < rows.count(); row++) {
      double value = Numbers.get(column, row);
      if (!column.isNull(row)) {
        look();
      }
      if (value < least || value > most) {
        act(rows, row, value < least ? lowest : highest);
      }
    }
  }

  private void act(Rows rows, int row, double bound) {
    switch (action) {
      case CLIP -> {
        Numbers.set(rows.column(slot), row, bound);
        change();
      }
      case REMOVE -> takeAway(rows, slot, row);
      case DROP -> drop(rows, row);
    }
  }
}
