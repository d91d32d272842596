package io.lepton.runtime.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a list of names from a model's property. */
final class FeatureNames {

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\/])*)\"");

  private FeatureNames() {}

  /** Reads a JSON array of strings, or names with commas between. */
  static List<String> parse(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    return text.strip().startsWith("[") ? quoted(text) : List.of(text.strip().split("\\s*,\\s*"));
  }

  private static List<String> quoted(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1).replaceAll("\\\\(.)", "$1"));
    }
    return names;
  }
}
