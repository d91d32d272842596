package io.lepton.format.profile;

import io.lepton.format.profile.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds what is worth a look. Stateless, but for the list it is filling. */
final class Findings {

  private static final double MOST = 0.5;
  private static final double NEARLY_ALL = 0.9;
  private static final double SKEW = 0.3;
  private static final double FAR_OUT = 10;

  /** In fewer rows, values are distinct by chance. */
  private static final int FEWEST_ROWS = 20;

  private static final int FEWEST_SHAPED = 10;

  private final List<Finding> found = new ArrayList<>();
  private final ColumnProfile column;

  private Findings(ColumnProfile column) {
    this.column = column;
  }

  static List<Finding> of(List<ColumnProfile> columns) {
    return columns.stream().flatMap(column -> new Findings(column).find().stream()).toList();
  }

  private List<Finding> find() {
    if (column.rows() > 0 && column.present() == 0) {
      add(Kind.ALL_MISSING, "no row has a value");
    } else if (column.present() > 0) {
      findMissing();
      findDistinct();
      column.numbers().ifPresent(this::findInNumbers);
      column.texts().ifPresent(this::findInTexts);
    }
    return found;
  }

  private void add(Kind kind, String message, Object... parts) {
    found.add(new Finding(column.name(), kind, String.format(Locale.ROOT, message, parts)));
  }

  private void findMissing() {
    if (column.missingShare() >= MOST) {
      add(Kind.MOSTLY_MISSING, "%s of the rows have no value", percent(column.missingShare()));
    }
  }

  private void findDistinct() {
    DistinctCount distinct = column.distinct();
    double apart = distinct.count() / (double) column.present();
    if (distinct.count() == 1 && distinct.isExact() && column.present() > 1) {
      add(Kind.CONSTANT, "all values are the same");
    } else if (mayBeKey() && apart >= 1 - 2 * distinct.relativeError()) {
      String how = distinct.isExact() ? "every value is" : "every value seems to be";
      add(Kind.CANDIDATE_KEY, "%s different: a candidate for a key", how);
    }
  }

  private boolean mayBeKey() {
    return column.missing() == 0
        && column.rows() >= FEWEST_ROWS
        && column.field().type().width() == 1
        && !column.field().type().isFloatingPoint();
  }

  private void findInNumbers(NumberStatistics numbers) {
    double zeros = share(numbers.zeros());
    boolean isBool = column.trueShare().isPresent();
    if (!isBool && column.distinct().count() > 2 && zeros >= MOST) {
      add(Kind.MANY_ZEROS, "%s of the values are zero", percent(zeros));
    }
    long odd = numbers.nans() + numbers.infinities();
    if (odd > 0) {
      add(Kind.NOT_FINITE, "%,d of the values are NaN or infinite", odd);
    }
    // The shape of a few codes says nothing.
    if (column.distinct().count() > FEWEST_SHAPED) {
      NumericShape.of(column).ifPresent(this::findInShape);
    }
  }

  private void findInShape(NumericShape shape) {
    double farthest = Math.max(shape.above(), shape.below());
    if (farthest > FAR_OUT) {
      add(
          Kind.OUTLIERS,
          "the %s value lies %,.0f interquartile ranges beyond the quartile: outliers",
          shape.above() >= shape.below() ? "largest" : "smallest",
          farthest);
    }
    if (Math.abs(shape.skew()) > SKEW) {
      add(
          Kind.SKEWED,
          "skewed to the %s: the mean lies %.1f deviations %s the median",
          shape.skew() > 0 ? "right" : "left",
          Math.abs(shape.skew()),
          shape.skew() > 0 ? "above" : "below");
    }
  }

  private void findInTexts(TextStatistics texts) {
    double numeric = share(texts.numeric());
    if (numeric >= NEARLY_ALL) {
      long others = column.present() - texts.numeric();
      add(
          Kind.NUMBERS_AS_TEXT,
          others > 0 ? "all but %2$s of the texts are numbers" : "all texts are numbers",
          numeric,
          about(others));
    }
    count(Kind.PLACEHOLDERS, texts.placeholders(), "look like a stand-in for a missing value");
    count(Kind.EMPTY_TEXT, texts.empty(), "are empty, which is not missing");
    count(Kind.PADDED_TEXT, texts.padded(), "begin or end in a blank");
    if (texts.variants() > 0) {
      add(
          Kind.VARIANTS,
          "%,d distinct values differ from another one in case or blanks only",
          texts.variants());
    }
  }

  private void count(Kind kind, long count, String what) {
    if (count > 0) {
      add(kind, "%s of the values %s", about(count), what);
    }
  }

  private String about(long count) {
    String exact = column.distinct().isExact() ? "" : "about ";
    return exact + String.format(Locale.ROOT, "%,d", count);
  }

  private double share(long count) {
    return (double) count / (column.present() * column.field().type().width());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
