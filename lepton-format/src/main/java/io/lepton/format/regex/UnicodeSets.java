package io.lepton.format.regex;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sets of {@code \p{...}}, by the Unicode version of the running JDK. */
final class UnicodeSets {

  /** Names of general categories: short, long, and the constants of {@link Character#getType}. */
  private static final Map<String, int[]> CATEGORIES = categories();

  private UnicodeSets() {}

  /**
   * Returns the set of a name.
   *
   * @param name such as {@code L}, {@code Letter}, {@code IsLatin}, {@code Script=Greek}
   * @return the set, or null if there is none of that name
   */
  static @Nullable CodePoints named(String name) {
    int equals = name.indexOf('=');
    if (equals >= 0) {
      return ofProperty(name.substring(0, equals), name.substring(equals + 1));
    }
    CodePoints found = category(name);
    if (found == null) {
      found = binary(name);
    }
    return found == null && name.startsWith("Is") ? ofJava(name.substring(2)) : found;
  }

  private static @Nullable CodePoints ofProperty(String property, String value) {
    return switch (property) {
      case "gc", "General_Category" -> category(value);
      case "sc", "Script" -> script(value);
      default -> null;
    };
  }

  /** What java.util.regex writes with Is before it. */
  private static @Nullable CodePoints ofJava(String name) {
    CodePoints found = category(name);
    if (found == null) {
      found = binary(name);
    }
    return found == null ? script(name) : found;
  }

  private static @Nullable CodePoints category(String name) {
    int[] types = CATEGORIES.get(name);
    if (types == null) {
      return null;
    }
    int wanted = 0;
    for (int type : types) {
      wanted |= 1 << type;
    }
    return Types.RUNS.where(wanted);
  }

  private static @Nullable CodePoints script(String name) {
    try {
      UnicodeScript script = UnicodeScript.forName(name);
      return CodePoints.where(c -> UnicodeScript.of(c) == script);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable CodePoints binary(String name) {
    return switch (name) {
      case "Any" -> CodePoints.ALL;
      case "ASCII" -> CodePoints.range(0, 0x7F);
      case "Assigned" -> Types.RUNS.where(1 << Character.UNASSIGNED).negate();
      case "Alphabetic" -> CodePoints.where(Character::isAlphabetic);
      case "Lowercase" -> CodePoints.where(Character::isLowerCase);
      case "Uppercase" -> CodePoints.where(Character::isUpperCase);
      case "Ideographic" -> CodePoints.where(Character::isIdeographic);
      case "White_Space" -> whiteSpace();
      default -> null;
    };
  }

  private static CodePoints whiteSpace() {
    int separators =
        1 << Character.SPACE_SEPARATOR
            | 1 << Character.LINE_SEPARATOR
            | 1 << Character.PARAGRAPH_SEPARATOR;
    return new CodePoints.Builder()
        .addAll(Types.RUNS.where(separators))
        .add('\t', '\r')
        .add(0x85, 0x85)
        .build();
  }

  private static Map<String, int[]> categories() {
    Map<String, int[]> all = new HashMap<>();
    List<int[]> cased = new ArrayList<>();
    cased.add(put(all, "Lu", "Uppercase_Letter", Character.UPPERCASE_LETTER));
    cased.add(put(all, "Ll", "Lowercase_Letter", Character.LOWERCASE_LETTER));
    cased.add(put(all, "Lt", "Titlecase_Letter", Character.TITLECASE_LETTER));
    put(all, "LC", "Cased_Letter", join(cased));
    put(all, "Lm", "Modifier_Letter", Character.MODIFIER_LETTER);
    put(all, "Lo", "Other_Letter", Character.OTHER_LETTER);
    put(all, "Mn", "Nonspacing_Mark", Character.NON_SPACING_MARK);
    put(all, "Me", "Enclosing_Mark", Character.ENCLOSING_MARK);
    put(all, "Mc", "Spacing_Mark", Character.COMBINING_SPACING_MARK);
    put(all, "Nd", "Decimal_Number", Character.DECIMAL_DIGIT_NUMBER);
    put(all, "Nl", "Letter_Number", Character.LETTER_NUMBER);
    put(all, "No", "Other_Number", Character.OTHER_NUMBER);
    put(all, "Zs", "Space_Separator", Character.SPACE_SEPARATOR);
    put(all, "Zl", "Line_Separator", Character.LINE_SEPARATOR);
    put(all, "Zp", "Paragraph_Separator", Character.PARAGRAPH_SEPARATOR);
    put(all, "Cc", "Control", Character.CONTROL);
    put(all, "Cf", "Format", Character.FORMAT);
    put(all, "Cs", "Surrogate", Character.SURROGATE);
    put(all, "Co", "Private_Use", Character.PRIVATE_USE);
    put(all, "Cn", "Unassigned", Character.UNASSIGNED);
    put(all, "Pd", "Dash_Punctuation", Character.DASH_PUNCTUATION);
    put(all, "Ps", "Open_Punctuation", Character.START_PUNCTUATION);
    put(all, "Pe", "Close_Punctuation", Character.END_PUNCTUATION);
    put(all, "Pc", "Connector_Punctuation", Character.CONNECTOR_PUNCTUATION);
    put(all, "Po", "Other_Punctuation", Character.OTHER_PUNCTUATION);
    put(all, "Pi", "Initial_Punctuation", Character.INITIAL_QUOTE_PUNCTUATION);
    put(all, "Pf", "Final_Punctuation", Character.FINAL_QUOTE_PUNCTUATION);
    put(all, "Sm", "Math_Symbol", Character.MATH_SYMBOL);
    put(all, "Sc", "Currency_Symbol", Character.CURRENCY_SYMBOL);
    put(all, "Sk", "Modifier_Symbol", Character.MODIFIER_SYMBOL);
    put(all, "So", "Other_Symbol", Character.OTHER_SYMBOL);
    putGroups(all);
    return Map.copyOf(all);
  }

  private static void putGroups(Map<String, int[]> all) {
    put(all, "L", "Letter", join(all, "Lu", "Ll", "Lt", "Lm", "Lo"));
    put(all, "M", "Mark", join(all, "Mn", "Me", "Mc"));
    put(all, "N", "Number", join(all, "Nd", "Nl", "No"));
    put(all, "Z", "Separator", join(all, "Zs", "Zl", "Zp"));
    put(all, "C", "Other", join(all, "Cc", "Cf", "Cs", "Co", "Cn"));
    put(all, "P", "Punctuation", join(all, "Pd", "Ps", "Pe", "Pc", "Po", "Pi", "Pf"));
    put(all, "S", "Symbol", join(all, "Sm", "Sc", "Sk", "So"));
    // The aliases of PropertyValueAliases.txt that have a third name.
    all.put("digit", join(all, "Nd"));
    all.put("punct", join(all, "P"));
    all.put("cntrl", join(all, "Cc"));
    all.put("Combining_Mark", join(all, "M"));
  }

  private static int[] put(Map<String, int[]> all, String name, String longName, int... types) {
    all.put(name, types);
    all.put(longName, types);
    return types;
  }

  private static int[] join(Map<String, int[]> all, String... names) {
    List<int[]> parts = new ArrayList<>();
    for (String name : names) {
      int[] types = all.get(name);
      if (types != null) {
        parts.add(types);
      }
    }
    return join(parts);
  }

  private static int[] join(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** The general category of every code point, as runs: looked at once, not for each pattern. */
  private record Types(int[] starts, byte[] types) {

    static final Types RUNS = scan();

    CodePoints where(int wantedBits) {
      CodePoints.Builder found = new CodePoints.Builder();
      for (int i = 0; i < types.length; i++) {
        if ((wantedBits >>> types[i] & 1) != 0) {
          found.add(starts[i], starts[i + 1] - 1);
        }
      }
      return found.build();
    }

    private static Types scan() {
      List<Integer> starts = new ArrayList<>();
      List<Integer> types = new ArrayList<>();
      for (int c = 0; c <= CodePoints.MAX; c++) {
        int type = Character.getType(c);
        if (types.isEmpty() || types.get(types.size() - 1) != type) {
          starts.add(c);
          types.add(type);
        }
      }
      starts.add(CodePoints.MAX + 1);
      byte[] packed = new byte[types.size()];
      for (int i = 0; i < packed.length; i++) {
        packed[i] = types.get(i).byteValue();
      }
      return new Types(starts.stream().mapToInt(Integer::intValue).toArray(), packed);
    }
  }
}
