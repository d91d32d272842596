package io.lepton.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code block of the documentation.
 *
 * @param origin where it stands, for people
 * @param packageName the package it is compiled in
 * @param className the class it is compiled as
 * @param code the lines
 * @param before the blocks before it on the same page, whose variables it may go on using
 */
record Sample(String origin, String packageName, String className, String code, String before) {

  private static final Pattern MARKDOWN = Pattern.compile("(?ms)^```java[ \\t]*\\R(.*?)^```");
  private static final Pattern JAVADOC =
      Pattern.compile("(?s)<pre>\\s*\\{@code(.*?)\\R[ *]*}</pre>");
  private static final Pattern STATEMENT = Pattern.compile("(?m);\\s*(//.*)?$");
  private static final Pattern FILE =
      Pattern.compile("\"([\\w./-]+\\.(onnx|csv|ndjson|json|xml|fwf|txt|gz|zip|zst))\"");

  /** Every {@code java} block of a Markdown file. */
  static List<Sample> ofMarkdown(Path file) {
    String text = Files.exists(file) ? Repository.read(file) : "";
    return extract(MARKDOWN.matcher(text), String.valueOf(file.getFileName()), "readme", "Readme");
  }

  /** Every Java block in the Javadoc of the modules, those of the package pages first. */
  static List<Sample> ofJavadoc() {
    List<Sample> samples = new ArrayList<>();
    for (String module : Repository.MODULES) {
      Path sources = Repository.mainSources(module);
      for (Path file : Repository.javaFiles(sources)) {
        String packageName = Repository.packageOf(sources, file);
        if (!packageName.isEmpty()) {
          String origin = packageName + "/" + file.getFileName();
          String text = Repository.read(file).replaceAll("(?m)^ *\\* ?", "");
          String prefix = String.valueOf(file.getFileName()).replaceAll("\\W", "_");
          samples.addAll(extract(JAVADOC.matcher(text), origin, packageName, prefix));
        }
      }
    }
    return samples;
  }

  // What is written in a <pre> without a single statement is not Java but the text of some format.
  private static List<Sample> extract(
      Matcher blocks, String origin, String packageName, String prefix) {
    List<Sample> samples = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    while (blocks.find()) {
      String code = blocks.group(1);
      if (STATEMENT.matcher(code).find()) {
        int number = samples.size() + 1;
        samples.add(
            new Sample(
                origin + " #" + number,
                packageName,
                prefix + "Sample" + number,
                code,
                before.toString()));
        before.append(code).append('\n');
      }
    }
    return samples;
  }

  boolean isTour() {
    return origin.contains("/package-info.java");
  }

  /** Whether every file that the code names is one of these. */
  boolean namesOnly(Set<String> files) {
    return FILE.matcher(code).results().allMatch(found -> files.contains(found.group(1)));
  }

  String binaryName() {
    return packageName + "." + className;
  }

  @Override
  public String toString() {
    return origin;
  }
}
