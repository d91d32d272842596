package io.lepton.format.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a line of the table says of a column. */
enum ProfileCell {
  NAME("column", false) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return column.name();
    }
  },
  TYPE("type", false) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return column.field().type().toString();
    }
  },
  MISSING("missing", true) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return column.missing() == 0 ? "-" : percent(column.missingShare());
    }
  },
  DISTINCT("distinct", true) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      String tilde = column.distinct().isExact() ? "" : "~";
      return tilde + String.format(Locale.ROOT, "%,d", column.distinct().count());
    }
  },
  LENGTH("length", true) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return column.texts().map(ProfileCell::lengths).orElse("");
    }
  },
  MIN("min", true) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return value(column.range().min());
    }
  },
  SHAPE("shape", false) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      List<Double> histogram = column.range().histogram();
      return spark.of(histogram.isEmpty() ? topShares(column) : histogram);
    }
  },
  MEDIAN("median", true) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return value(column.range().quantile(0.5));
    }
  },
  MAX("max", true) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return value(column.range().max());
    }
  },
  TOP("most frequent", false) {
    @Override
    String text(ColumnProfile column, Spark spark) {
      return column.top().isEmpty() ? "" : top(column, column.top().get(0));
    }
  };

  /** What is left out where there is no room, the first first. */
  static final List<ProfileCell> DISPENSABLE = List.of(LENGTH, MEDIAN, MIN, MAX, TOP, TYPE, SHAPE);

  private static final MathContext DIGITS = new MathContext(7);

  private final String title;
  private final boolean isRightAligned;

  ProfileCell(String title, boolean isRightAligned) {
    this.title = title;
    this.isRightAligned = isRightAligned;
  }

  abstract String text(ColumnProfile column, Spark spark);

  String title() {
    return title;
  }

  boolean isRightAligned() {
    return isRightAligned;
  }

  /** Returns a share with one digit after the point, which never looks like none or all. */
  static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "<0.1 %";
    }
    return share < 1 && share > 0.999
        ? ">99.9 %"
        : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String lengths(TextStatistics texts) {
    return texts.minLength() == texts.maxLength()
        ? String.format(Locale.ROOT, "%,d", texts.minLength())
        : String.format(Locale.ROOT, "%,d-%,d", texts.minLength(), texts.maxLength());
  }

  private static String value(Optional<Object> value) {
    return value.map(ProfileCell::value).orElse("");
  }

  private static String value(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  // A table needs no more digits than these; the JSON form has all.
  private static String number(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int size = rounded.precision() - rounded.scale();
    return size > 9 || size < -3
        ? String.format(Locale.ROOT, "%.3e", value)
        : rounded.toPlainString();
  }

  private static String top(ColumnProfile column, TopValue top) {
    double values = (double) column.present() * column.field().type().width();
    String tilde = top.error() > 0 ? "~" : "";
    return tilde
        + percent(Math.min(1, top.count() / values))
        + " "
        + (top.value().equals("") ? "(empty)" : value(top.value()));
  }

  private static List<Double> topShares(ColumnProfile column) {
    return column.top().stream().map(value -> (double) value.count()).toList();
  }
}
