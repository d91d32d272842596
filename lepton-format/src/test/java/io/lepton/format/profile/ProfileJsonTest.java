package io.lepton.format.profile;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ProfileJsonTest {

  private static final ProfileOptions ALL =
      ProfileOptions.defaults().withValues(ProfileOptions.ValueDisplay.SHOWN);

  private static Profile profile() {
    Schema schema =
        Schema.of(
            Field.of("a \"b\"\n", ColumnType.TEXT),
            Field.required("n", ColumnType.FP64),
            Field.of("d", ColumnType.DATE),
            Field.of("t", ColumnType.BOOL));
    Profiler profiler = Profiler.of(schema, ALL);
    profiler.add(
        TestRows.batch(
            schema,
            List.of(
                row("x\\y", 1.5, 0L, true),
                row("é", Double.NaN, null, false),
                row(null, 3.0, 1L, true))));
    return profiler.profile();
  }

  @Test
  void of_profile_isWellFormed() {
    String json = ProfileJson.of(profile(), QualityIndex.of(profile()));
    int depth = 0;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    }
    assertThat(depth).isZero();
  }

  @Test
  void of_profile_hasTheDocumentedMembers() {
    String json = ProfileJson.of(profile(), QualityIndex.of(profile()));
    assertThat(json)
        .startsWith("{\"rows\":3,\"columns\":[{\"name\":\"a \\\"b\\\"\\n\",\"type\":\"text\"")
        .contains("\"nullable\":false")
        .contains("\"distinct\":{\"count\":3,\"relativeError\":0.0}")
        .contains("\"min\":\"1970-01-01\",\"max\":\"1970-01-02\"")
        .contains("{\"rank\":0.5,\"value\":1.5}")
        .contains("\"numbers\":{\"mean\":2.25,")
        .contains("{\"value\":\"x\\\\y\",\"count\":1,\"error\":0}")
        .contains("{\"value\":true,\"count\":2,\"error\":0}")
        .contains("\"findings\":[{\"column\":\"n\",\"kind\":\"NOT_FINITE\",\"message\":")
        .contains(
            "{\"dimension\":\"COMPLETENESS\",\"numerator\":10,\"denominator\":12,\"score\":0.83")
        .contains("{\"dimension\":\"VALIDITY\",\"numerator\":0,\"denominator\":0,\"error\":0.0");
  }

  @Test
  void of_notFinite_isNull() {
    assertThat(ProfileJson.of(profile())).contains("{\"value\":null,\"count\":1,\"error\":0}");
  }
}
