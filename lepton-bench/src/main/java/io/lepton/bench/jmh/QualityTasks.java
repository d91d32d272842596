package io.lepton.bench.jmh;

import io.lepton.format.profile.Profiler;
import io.lepton.format.quality.Validator;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.file.Path;

/** Reading with ten rules and a profile of everything that is read. Stateless. */
final class QualityTasks {

  private static final String[] CATEGORIES = {
    "food", "books", "garden", "toys", "music", "shoes", "tools", "office"
  };

  private QualityTasks() {}

  /** Ten rules as they are written for such a table; a value that is missing stays. */
  static Rules rules() {
    return Rules.of(
        Rule.required("id"),
        Rule.required("active").orKeep(),
        Rule.range("age", 0L, 120L),
        Rule.range("quantity", 0L, 1_000_000L),
        Rule.range("price", 0.0, 1_000.0),
        Rule.range("longitude", -180.0, 180.0),
        Rule.oneOf("category", CATEGORIES),
        Rule.length("city", 2, 30),
        Rule.order("created", "<", "updated"),
        Rule.pattern("code", "C-[0-9a-z]{6}"));
  }

  /** Reads and checks. */
  static long check(Path csv) throws IOException {
    Validator validator = Validator.compile(rules(), MixedFile.SCHEMA);
    return LeptonFormats.read(csv, 1, validator::check);
  }

  /** Reads, checks and makes a profile. */
  static long checkAndProfile(Path csv) throws IOException {
    Validator validator = Validator.compile(rules(), MixedFile.SCHEMA);
    Profiler profiler = Profiler.of(MixedFile.SCHEMA);
    long rows =
        LeptonFormats.read(
            csv,
            1,
            batch -> {
              validator.check(batch);
              profiler.add(batch);
            });
    return rows + profiler.profile().columns().size();
  }
}
