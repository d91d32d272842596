package io.lepton.format.profile;

import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How good data is: one number, and the parts it is made of.
 *
 * <pre>{@code
 * Profile profile = Profiler.of(schema).profile();
 * Rules rules = Rules.of(Rule.range("age", 0, 130), Rule.unique("id"));
 * ValidationReport report = ValidationReport.EMPTY;
 * QualityIndex quality =
 *     QualityIndex.of(profile)
 *         .withOptional("middleName")
 *         .withKeys("id")
 *         .withRules(rules, report)
 *         .withWeight(QualityDimension.VALIDITY, 2);
 * System.out.println(quality);
 * }</pre>
 *
 * <p>Each {@link QualityDimension} has a share from 0 to 1, and says what it divides by what. The
 * index is their mean, weighted, over the dimensions that could be assessed; those that could not
 * are listed as such and never count as good. That mean is a convention, not a measurement, as no
 * standard defines one: ISO/IEC 25012:2008 and ISO 8000-8:2015 define what to assess and leave it
 * to the user how to weigh it. Compare it only with itself.
 *
 * <p>Immutable: every {@code with} method returns a changed copy.
 */
public final class QualityIndex {

  private final Profile profile;
  private final Set<String> optional = new HashSet<>();
  private final Set<String> keys = new HashSet<>();
  private final Map<QualityDimension, Double> weights = new EnumMap<>(QualityDimension.class);
  private Optional<RuleTally> tally = Optional.empty();

  private QualityIndex(Profile profile) {
    this.profile = profile;
  }

  private QualityIndex(QualityIndex other) {
    profile = other.profile;
    optional.addAll(other.optional);
    keys.addAll(other.keys);
    weights.putAll(other.weights);
    tally = other.tally;
  }

  /**
   * Assesses data by its profile: completeness, and timeliness if the profile has it.
   *
   * @param profile of the data
   * @return the index
   */
  public static QualityIndex of(Profile profile) {
    return new QualityIndex(profile);
  }

  /**
   * Leaves columns out of completeness, because their values may well be missing.
   *
   * @param columns the names
   * @return a changed index
   * @throws IllegalArgumentException if the profile has no such column
   */
  public QualityIndex withOptional(String... columns) {
    QualityIndex changed = new QualityIndex(this);
    changed.optional.addAll(known(columns));
    return changed;
  }

  /**
   * Declares columns to be keys, each by itself, so that uniqueness can be assessed without rules.
   *
   * @param columns the names
   * @return a changed index
   * @throws IllegalArgumentException if the profile has no such column
   */
  public QualityIndex withKeys(String... columns) {
    QualityIndex changed = new QualityIndex(this);
    changed.keys.addAll(known(columns));
    return changed;
  }

  private List<String> known(String... columns) {
    List<String> names = List.of(columns);
    names.forEach(profile::column);
    return names;
  }

  /**
   * Assesses validity, uniqueness and consistency by rules. A rule that demands a value is left
   * out, because completeness says the same, unless it does so on a condition, which is
   * consistency.
   *
   * @param rules the rules
   * @param report what became of them on the same data
   * @return a changed index
   * @throws IllegalArgumentException if the report is on another number of rules
   */
  public QualityIndex withRules(Rules rules, ValidationReport report) {
    QualityIndex changed = new QualityIndex(this);
    changed.tally = Optional.of(RuleTally.of(rules, report));
    return changed;
  }

  /**
   * Sets how much a dimension counts.
   *
   * @param dimension the dimension
   * @param weight 0 or more, in place of 1
   * @return a changed index
   * @throws IllegalArgumentException if the weight is negative or not finite
   */
  public QualityIndex withWeight(QualityDimension dimension, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("A weight needs to be 0 or more, got " + weight);
    }
    QualityIndex changed = new QualityIndex(this);
    changed.weights.put(dimension, weight);
    return changed;
  }

  /**
   * Returns the parts.
   *
   * @return one score for each dimension, in the order of {@link QualityDimension}
   */
  public List<QualityScore> scores() {
    List<QualityScore> scores = new ArrayList<>();
    for (QualityDimension dimension : QualityDimension.values()) {
      Tally counted =
          switch (dimension) {
            case COMPLETENESS -> completeness();
            case UNIQUENESS -> uniqueness();
            case TIMELINESS -> timeliness();
            case VALIDITY, CONSISTENCY -> byRules(dimension);
          };
      double weight = weights.getOrDefault(dimension, 1.0);
      scores.add(
          new QualityScore(dimension, counted.good(), counted.all(), counted.error(), weight));
    }
    return scores;
  }

  /**
   * Returns the score of a dimension.
   *
   * @param dimension the dimension
   * @return its score, which may be of nothing
   */
  public QualityScore score(QualityDimension dimension) {
    return scores().get(dimension.ordinal());
  }

  /**
   * Returns the whole.
   *
   * @return the weighted mean of the dimensions that are assessed, 0 to 1; empty if none is, or all
   *     of them have no weight
   */
  public OptionalDouble overall() {
    double sum = 0;
    double weight = 0;
    for (QualityScore score : scores()) {
      if (score.isAssessed()) {
        sum += score.weight() * score.share().orElse(0);
        weight += score.weight();
      }
    }
    return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
  }

  private Tally completeness() {
    Tally tally = Tally.NOTHING;
    for (ColumnProfile column : profile.columns()) {
      if (!optional.contains(column.name())) {
        tally = tally.plus(column.present(), column.rows());
      }
    }
    return tally;
  }

  private Tally uniqueness() {
    Tally rules = byRules(QualityDimension.UNIQUENESS);
    if (rules.all() > 0) {
      return rules;
    }
    Tally tally = Tally.NOTHING;
    for (String key : keys) {
      ColumnProfile column = profile.column(key);
      DistinctCount distinct = column.distinct();
      tally = tally.plus(new Tally(distinct.count(), column.present(), distinct.relativeError()));
    }
    return tally;
  }

  private Tally timeliness() {
    Tally tally = Tally.NOTHING;
    for (ColumnProfile column : profile.columns()) {
      if (column.timely().isPresent()) {
        long values = column.present() * column.field().type().width();
        tally = tally.plus(column.timely().getAsLong(), values);
      }
    }
    return tally;
  }

  private Tally byRules(QualityDimension dimension) {
    return tally.map(rules -> rules.of(dimension)).orElse(Tally.NOTHING);
  }

  /**
   * Returns the whole and its parts, a line each.
   *
   * @return some lines without an end
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    long assessed = scores().stream().filter(QualityScore::isAssessed).count();
    String all =
        overall().isPresent() ? ProfileCell.percent(overall().getAsDouble()) : "not assessed";
    text.append(
        String.format(
            Locale.ROOT,
            "Quality %s, the weighted mean of %d of %d dimensions",
            all,
            assessed,
            QualityDimension.values().length));
    scores().forEach(score -> text.append("\n  ").append(score));
    return text.toString();
  }
}
