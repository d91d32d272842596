package io.lepton.format.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random patterns on random values, against the JDK's engine. */
class BytePatternFuzzTest {

  private static final long SEED = 20_261_121L;

  /** Few letters, so that patterns match at all; one to four bytes each, and the line ends. */
  private static final String[] LETTERS = {
    "a",
    "b",
    "c",
    "A",
    "K",
    "0",
    "7",
    "_",
    "-",
    " ",
    "\n",
    "\r",
    "\t",
    "\u0085",
    "\u00A0",
    "\u2028",
    "\u00E9",
    "\u00C9",
    "\u00DF",
    "\u03C3",
    "\u03C2",
    "\u03A3",
    "\u20AC",
    "\u212A",
    "\u4E2D",
    "\uFFFD",
    "\uD83D\uDE00",
    "\uD801\uDC00",
    "\uD801\uDC28",
    "\uDBFF\uDFFF"
  };

  /** Each in this engine's syntax, then what the JDK's calls the same. */
  private static final String[][] ATOMS = {
    {".", "[^\\n\\r\\u2028\\u2029]"},
    {"\\d", "[0-9]"},
    {"\\D", "[^0-9]"},
    {"\\w", "[A-Za-z0-9_]"},
    {"\\W", "[^A-Za-z0-9_]"},
    {"\\s", "[\\t-\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF]"},
    {"\\p{L}", "\\p{L}"},
    {"\\P{L}", "\\P{L}"},
    {"\\p{Lu}", "\\p{Lu}"},
    {"\\p{IsGreek}", "\\p{IsGreek}"},
    {"[a-c]", "[a-c]"},
    {"[^a-c]", "[^a-c]"},
    {"[b0-9\u00E9]", "[b0-9\u00E9]"},
    {"[\u00A0-\u3000]", "[\u00A0-\u3000]"},
    {"[^\\w\u00E9]", "[^A-Za-z0-9_\u00E9]"},
    {"[\\p{L}_-]", "[\\p{L}_\\-]"},
    {"\\x{1F600}", "\\x{1F600}"},
    {"[\\u{10000}-\\u{10FFFF}]", "[\\x{10000}-\\x{10FFFF}]"},
    {"\\u00e9", "\\u00e9"},
    {"(?s:.)", "(?s:.)"},
    {"(?i:k)", "(?iu:k)"},
    {"(?i:[^\u03C3a])", "(?iu:[^\u03C3a])"},
    {"(?i:[a-z])", "(?iu:[a-z])"},
    {"^", "(?-m:^)"},
    {"$", "\\z"},
    {"\\b", "(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))"},
    // The JDK also looks between the two halves of a surrogate pair; the first part prevents it.
    {
      "\\B",
      "(?![\\x{DC00}-\\x{DFFF}])(?:(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<![A-Za-z0-9_])(?![A-Za-z0-9_]))"
    },
  };

  private static final String[] QUANTIFIERS = {
    "*", "+", "?", "*?", "{2}", "{0,2}", "{1,3}?", "{2,}"
  };

  /**
   * The same pattern for both engines.
   *
   * @param own for this one
   * @param jdk for the JDK's
   */
  private record Both(String own, String jdk) {

    Both then(Both next) {
      return new Both(own + next.own, jdk + next.jdk);
    }

    Both within(String before, String after) {
      return new Both(before + own + after, before + jdk + after);
    }
  }

  private static Both pattern(Random random, int depth) {
    int choice = random.nextInt(depth <= 0 ? 2 : 6);
    return switch (choice) {
      case 0 -> literal(random);
      case 1 -> atom(random);
      case 2 -> pattern(random, depth - 1).then(pattern(random, depth - 1));
      case 3 ->
          pattern(random, depth - 1)
              .then(new Both("|", "|"))
              .then(pattern(random, depth - 1))
              .within("(?:", ")");
      case 4 -> pattern(random, depth - 1).within("(", ")");
      default ->
          pattern(random, depth - 1)
              .within("(?:", ")" + QUANTIFIERS[random.nextInt(QUANTIFIERS.length)]);
    };
  }

  private static Both literal(Random random) {
    String letter = LETTERS[random.nextInt(LETTERS.length)];
    return new Both(letter, letter);
  }

  private static Both atom(Random random) {
    String[] atom = ATOMS[random.nextInt(ATOMS.length)];
    return new Both(atom[0], atom[1]);
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      value.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return value.toString();
  }

  @Test
  @Timeout(60)
  void matchesAndFind_randomPatternsAndValues_agreeWithTheJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      Both both = pattern(random, 4);
      BytePattern own = BytePattern.compile(both.own);
      Pattern jdk = Pattern.compile(both.jdk);
      for (int j = 0; j < 12; j++) {
        check(own, jdk, value(random), "seed " + SEED + ", pattern " + i + ": " + both);
      }
    }
  }

  private static void check(BytePattern own, Pattern jdk, String value, String what) {
    byte[] bytes = ("x" + value + "x").getBytes(StandardCharsets.UTF_8);
    int end = bytes.length - 1;
    boolean matches = jdk.matcher(value).matches();
    boolean finds = jdk.matcher(value).find();
    String where = what + ", value " + value.codePoints().boxed().toList();
    assertThat(own.matches(bytes, 1, end)).as(where).isEqualTo(matches);
    assertThat(own.find(bytes, 1, end)).as(where).isEqualTo(finds);
    assertThat(own.whole().newCache().accepts(bytes, 1, end)).as(where).isEqualTo(matches);
    assertThat(own.anywhere().newCache().accepts(bytes, 1, end)).as(where).isEqualTo(finds);
  }
}
