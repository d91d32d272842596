package io.lepton.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clauses of STANDARD.md and the tests that they name. */
final class Standard {

  /** A clause begins a line with its bold number and ends before the next one or a heading. */
  private static final Pattern CLAUSE =
      Pattern.compile("(?ms)^\\*\\*LS-(\\d+)\\.(\\d+)\\*\\* (.*?)(?=^\\*\\*LS-|^#|\\z)");

  private static final Pattern HEADING = Pattern.compile("(?m)^## (\\d+)\\. ");
  private static final Pattern NUMBER = Pattern.compile("LS-\\d+\\.\\d+\\*\\*");
  private static final Pattern PROOF = Pattern.compile("\\((lepton-[^)]*)\\)");
  private static final Pattern REFERENCE = Pattern.compile("(lepton-\\w+): ([\\w.]+)#(\\w+)");

  /**
   * A clause.
   *
   * @param part the part it belongs to
   * @param number its number in the part
   * @param text the sentence and its proofs
   */
  record Clause(int part, int number, String text) {

    String id() {
      return "LS-" + part + "." + number;
    }

    /** What stands in brackets and begins with the name of a module. */
    List<String> proofs() {
      return PROOF.matcher(text).results().map(found -> found.group(1)).toList();
    }
  }

  private final String text;
  private final Path root;

  Standard(String text, Path root) {
    this.text = text;
    this.root = root;
  }

  List<Clause> clauses() {
    return CLAUSE.matcher(text).results().map(Standard::clause).toList();
  }

  private static Clause clause(MatchResult found) {
    return new Clause(
        Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), found.group(3));
  }

  List<Integer> parts() {
    return HEADING.matcher(text).results().map(found -> Integer.valueOf(found.group(1))).toList();
  }

  /** Everything that is wrong with the document, in words. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    List<Clause> clauses = clauses();
    if (NUMBER.matcher(text).results().count() != clauses.size()) {
      problems.add("A clause is not written as \"**LS-1.1** Sentence. (module: Class#method)\"");
    }
    checkOrder(clauses, problems);
    clauses.forEach(clause -> checkProofs(clause, problems));
    return problems;
  }

  private static void checkOrder(List<Clause> clauses, List<String> problems) {
    for (int i = 1; i < clauses.size(); i++) {
      Clause before = clauses.get(i - 1);
      Clause after = clauses.get(i);
      boolean increasing =
          before.part() < after.part()
              || (before.part() == after.part() && before.number() < after.number());
      if (!increasing) {
        problems.add(after.id() + " stands after " + before.id());
      }
    }
  }

  private void checkProofs(Clause clause, List<String> problems) {
    if (clause.proofs().isEmpty()) {
      problems.add(clause.id() + " names no test");
    }
    for (String proof : clause.proofs()) {
      Matcher reference = REFERENCE.matcher(proof.replaceAll("\\s+", " "));
      String problem =
          reference.matches()
              ? problemOf(reference.group(1), reference.group(2), reference.group(3))
              : "is not written as (module: Class#method)";
      if (!problem.isEmpty()) {
        problems.add(clause.id() + ": " + proof + " " + problem);
      }
    }
  }

  private String problemOf(String module, String className, String method) {
    Path sources = root.resolve(module).resolve("src/test/java");
    Path file = sources.resolve(className.replace('.', '/') + ".java");
    if (!className.endsWith("Test")) {
      return "is in a class that the build does not run: its name must end in Test";
    }
    if (!Files.exists(file)) {
      return "is in a class that does not exist";
    }
    String source = Repository.read(file);
    if (isAbstract(source) && !isExtended(sources, className)) {
      return "is in an abstract class that nobody extends";
    }
    return isTest(source, method)
        ? ""
        : "is no method with @Test, @ParameterizedTest or @TestFactory";
  }

  private static boolean isAbstract(String source) {
    return Pattern.compile("(?m)^(public )?abstract class ").matcher(source).find();
  }

  private static boolean isExtended(Path sources, String className) {
    String simpleName = className.substring(className.lastIndexOf('.') + 1);
    Pattern extending = Pattern.compile("\\bextends " + simpleName + "\\b");
    return Repository.javaFiles(sources).stream()
        .anyMatch(file -> extending.matcher(Repository.read(file)).find());
  }

  // The formatter puts an empty line between the members of a class: what stands between it and the
  // name of the method are its annotations.
  private static boolean isTest(String source, String method) {
    Matcher declaration =
        Pattern.compile("\\b(void|\\w+<Dynamic\\w+>) " + method + "\\(").matcher(source);
    if (!declaration.find()) {
      return false;
    }
    String above = source.substring(0, declaration.start());
    String annotations = above.substring(above.lastIndexOf("\n\n") + 1);
    return Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b").matcher(annotations).find()
        && !Pattern.compile("@Disabled\\b").matcher(source).find();
  }
}
