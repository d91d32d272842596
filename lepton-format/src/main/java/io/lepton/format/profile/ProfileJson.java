package io.lepton.format.profile;

import java.util.List;
import java.util.Optional;

/**
 * A profile as a JSON document (RFC 8259) for programs. Members may be added in later versions;
 * those that are there keep their meaning:
 *
 * <pre>
 * {"rows": 7043,
 *  "columns": [
 *    {"name": "tenure", "type": "int64", "nullable": true, "rows": 7043, "missing": 0,
 *     "distinct": {"count": 73, "relativeError": 0.0},
 *     "min": 0, "max": 72,
 *     "quantiles": [{"rank": 0.5, "value": 29}, ...],
 *     "histogram": [0.2, ...],
 *     "numbers": {"mean": 32.4, "deviation": 24.6, "zeros": 11, "negatives": 0, "nans": 0,
 *                 "infinities": 0},
 *     "texts": {"minLength": 1, "meanLength": 4.5, "maxLength": 9, "empty": 0, "padded": 0,
 *               "numeric": 0, "placeholders": 0, "variants": 0},
 *     "timely": 6100,
 *     "top": [{"value": 1, "count": 613, "error": 0}, ...]}, ...],
 *  "findings": [{"column": "customerID", "kind": "CANDIDATE_KEY", "message": "..."}, ...],
 *  "quality": {"overall": 0.99,
 *              "dimensions": [{"dimension": "COMPLETENESS", "numerator": 147903,
 *                              "denominator": 147903, "score": 1.0, "error": 0.0,
 *                              "weight": 1.0, "basis": "..."}, ...]}}
 * </pre>
 *
 * <p>What there is not, or may not be shown, has no member. Numbers and decimals are JSON numbers,
 * dates and timestamps are texts as ISO 8601 has them, a number that is not finite is null.
 *
 * <p>Stateless.
 */
public final class ProfileJson {

  private ProfileJson() {}

  /**
   * Renders a profile.
   *
   * @param profile the profile
   * @return one line without an end
   */
  public static String of(Profile profile) {
    return of(profile, Optional.empty());
  }

  /**
   * Renders a profile with the quality of the data.
   *
   * @param profile the profile
   * @param quality how good the data is
   * @return one line without an end
   */
  public static String of(Profile profile, QualityIndex quality) {
    return of(profile, Optional.of(quality));
  }

  private static String of(Profile profile, Optional<QualityIndex> quality) {
    JsonDocument json = new JsonDocument();
    json.object(
        () -> {
          json.member("rows", profile.rows());
          json.name("columns").array(profile.columns(), column -> write(column, json));
          json.name("findings").array(profile.findings(), finding -> write(finding, json));
          quality.ifPresent(index -> write(index, json));
        });
    return json.toString();
  }

  private static void write(ColumnProfile column, JsonDocument json) {
    json.object(
        () -> {
          json.member("name", column.name());
          json.member("type", column.field().type().toString());
          json.member("nullable", column.field().nullable());
          json.member("rows", column.rows());
          json.member("missing", column.missing());
          write(column.distinct(), json);
          write(column.range(), json);
          column.numbers().ifPresent(numbers -> write(numbers, json));
          column.texts().ifPresent(texts -> write(texts, json));
          column.timely().ifPresent(timely -> json.member("timely", timely));
          writeTop(column.top(), json);
        });
  }

  private static void write(DistinctCount distinct, JsonDocument json) {
    json.name("distinct")
        .object(
            () -> {
              json.member("count", distinct.count());
              json.member("relativeError", distinct.relativeError());
            });
  }

  private static void write(ValueRange range, JsonDocument json) {
    range.min().ifPresent(min -> json.member("min", min));
    range.max().ifPresent(max -> json.member("max", max));
    if (!range.quantiles().isEmpty()) {
      json.name("quantiles").array(range.quantiles(), quantile -> write(quantile, json));
    }
    if (!range.histogram().isEmpty()) {
      json.name("histogram").array(range.histogram(), json::value);
    }
  }

  private static void write(Quantile quantile, JsonDocument json) {
    json.object(
        () -> {
          json.member("rank", quantile.rank());
          json.member("value", quantile.value());
        });
  }

  private static void write(NumberStatistics numbers, JsonDocument json) {
    json.name("numbers")
        .object(
            () -> {
              json.member("mean", numbers.mean());
              json.member("deviation", numbers.deviation());
              json.member("zeros", numbers.zeros());
              json.member("negatives", numbers.negatives());
              json.member("nans", numbers.nans());
              json.member("infinities", numbers.infinities());
            });
  }

  private static void write(TextStatistics texts, JsonDocument json) {
    json.name("texts")
        .object(
            () -> {
              json.member("minLength", texts.minLength());
              json.member("meanLength", texts.meanLength());
              json.member("maxLength", texts.maxLength());
              json.member("empty", texts.empty());
              json.member("padded", texts.padded());
              json.member("numeric", texts.numeric());
              json.member("placeholders", texts.placeholders());
              json.member("variants", texts.variants());
            });
  }

  private static void writeTop(List<TopValue> top, JsonDocument json) {
    json.name("top")
        .array(
            top,
            value ->
                json.object(
                    () -> {
                      json.member("value", value.value());
                      json.member("count", value.count());
                      json.member("error", value.error());
                    }));
  }

  private static void write(Finding finding, JsonDocument json) {
    json.object(
        () -> {
          json.member("column", finding.column());
          json.member("kind", finding.kind());
          json.member("message", finding.message());
        });
  }

  private static void write(QualityIndex quality, JsonDocument json) {
    json.name("quality")
        .object(
            () -> {
              quality.overall().ifPresent(overall -> json.member("overall", overall));
              json.name("dimensions").array(quality.scores(), score -> write(score, json));
            });
  }

  private static void write(QualityScore score, JsonDocument json) {
    json.object(
        () -> {
          json.member("dimension", score.dimension().name());
          json.member("numerator", score.numerator());
          json.member("denominator", score.denominator());
          score.share().ifPresent(share -> json.member("score", share));
          json.member("error", score.error());
          json.member("weight", score.weight());
          json.member("basis", score.basis());
        });
  }
}
