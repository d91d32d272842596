package io.lepton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the promise of STANDARD.md: every clause is proved by a test that is there. */
class StandardTest {

  private static final String TESTS =
      """
      class SomeTest {

        @Test
        void works() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void works_forMany(int number) {}

        void helper() {}
      }
      """;

  private final Path root = Repository.root();

  private Standard standard() {
    return new Standard(Repository.read(root.resolve("lepton-api/STANDARD.md")), root);
  }

  @Test
  void standard_everyClause_isProvedByATestThatExists() {
    assertThat(standard().problems()).isEmpty();
  }

  @Test
  void standard_parts_areFiveWithClausesEach() {
    assertThat(standard().parts()).containsExactly(1, 2, 3, 4, 5);
    assertThat(standard().clauses().stream().map(Standard.Clause::part).distinct())
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void problems_ofGoodClauses_areNone(@TempDir Path folder) throws Exception {
    assertThat(standard(folder, "**LS-1.1** Good. (lepton-x: a.SomeTest#works)").problems())
        .isEmpty();
    String many = "**LS-1.1** Good.\n(lepton-x: a.SomeTest#works_forMany)\n**LS-1.3** Too. %s";
    assertThat(standard(folder, many.formatted("(lepton-x:\na.SomeTest#works)")).problems())
        .isEmpty();
  }

  @Test
  void problems_withoutTest_areListed(@TempDir Path folder) throws Exception {
    assertThat(standard(folder, "**LS-1.1** Bare.").problems())
        .containsExactly("LS-1.1 names no test");
  }

  @Test
  void problems_ofMissingClassOrMethod_areListed(@TempDir Path folder) throws Exception {
    assertThat(standard(folder, "**LS-1.1** X. (lepton-x: a.OtherTest#works)").problems())
        .singleElement()
        .asString()
        .contains("does not exist");
    assertThat(standard(folder, "**LS-1.1** X. (lepton-x: a.SomeTest#helper)").problems())
        .singleElement()
        .asString()
        .contains("no method with @Test");
    assertThat(standard(folder, "**LS-1.1** X. (lepton-x: a.SomeTest#absent)").problems())
        .hasSize(1);
    assertThat(standard(folder, "**LS-1.1** X. (lepton-x a.SomeTest)").problems()).hasSize(1);
  }

  @Test
  void problems_ofRepeatedOrFallingNumbers_areListed(@TempDir Path folder) throws Exception {
    String proof = " X. (lepton-x: a.SomeTest#works)\n";
    assertThat(standard(folder, "**LS-1.1**" + proof + "**LS-1.1**" + proof).problems())
        .containsExactly("LS-1.1 stands after LS-1.1");
    assertThat(standard(folder, "**LS-2.1**" + proof + "**LS-1.2**" + proof).problems())
        .containsExactly("LS-1.2 stands after LS-2.1");
    assertThat(standard(folder, "- **LS-1.1**" + proof).problems()).hasSize(1);
  }

  private static Standard standard(Path folder, String text) throws Exception {
    Path tests = Files.createDirectories(folder.resolve("lepton-x/src/test/java/a"));
    Files.writeString(tests.resolve("SomeTest.java"), TESTS);
    return new Standard(text, folder);
  }
}
