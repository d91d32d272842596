package io.lepton.runtime.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeatureNamesTest {

  @Test
  void parse_jsonArray_readsQuotedNames() {
    assertThat(FeatureNames.parse(" [\"a\", \"b, c\", \"say \\\"d\\\"\"] "))
        .containsExactly("a", "b, c", "say \"d\"");
  }

  @Test
  void parse_commas_separateNames() {
    assertThat(FeatureNames.parse("a , b,c ")).containsExactly("a", "b", "c");
  }

  @Test
  void parse_blank_hasNoNames() {
    assertThat(FeatureNames.parse("  ")).isEmpty();
  }
}
