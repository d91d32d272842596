package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentValidatorsTest {

  private static final String ORDER =
      """
      {"type":"object",
       "required":["id"],
       "properties":{
         "id":{"type":"string","pattern":"^[A-Z]+$","maxLength":4},
         "lines":{"type":"array","items":{"$ref":"#/$defs/line"}}},
       "$defs":{"line":{"properties":{"price":{"type":"number","minimum":0,"multipleOf":0.01}}}}}
      """;

  @Test
  void check_documentThatFits_hasNoErrors() throws IOException {
    assertThat(check(ORDER, "{\"id\":\"AB\",\"lines\":[{\"price\":0.07},{}]}")).isEmpty();
  }

  @Test
  void check_documentThatDoesNot_saysWhereAndWhatNotWhatWasFound() throws IOException {
    List<DocumentError> errors =
        check(ORDER, "{\"id\":\"secret\",\"lines\":[{},{\"price\":-77.015}]}");
    assertThat(errors)
        .extracting(DocumentError::toString)
        .containsExactlyInAnyOrder(
            "/id: needs to satisfy pattern (#/properties/id/pattern)",
            "/id: needs maxLength 4 (#/properties/id/maxLength)",
            "/lines/1/price: needs minimum 0 (#/$defs/line/properties/price/minimum)",
            "/lines/1/price: needs multipleOf 0.01 (#/$defs/line/properties/price/multipleOf)");
    assertThat(errors.toString()).doesNotContain("secret", "77");
  }

  @Test
  void check_propertyMissing_isNamed() throws IOException {
    assertThat(check(ORDER, "{}"))
        .extracting(DocumentError::toString)
        .containsExactly("the document: needs the property id (#/required)");
  }

  @Test
  void check_manyErrors_areCut() throws IOException {
    DocumentValidator validator =
        DocumentValidators.jsonSchema(
            json("{\"items\":{\"type\":\"string\"}}"),
            JsonSchemaOptions.defaults().withMaxErrors(3));
    assertThat(validator.check("[1,2,3,4,5]".getBytes(StandardCharsets.UTF_8)))
        .extracting(DocumentError::place)
        .containsExactly("/0", "/1", "/2");
  }

  @Test
  void check_namesWithSlashes_areEscapedInThePointer() throws IOException {
    assertThat(
            check("{\"additionalProperties\":{\"type\":\"null\"}}", "{\"a/b~c\":1}").get(0).place())
        .isEqualTo("/a~1b~0c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{\"a\":1}}", "[1,]", "\"secret", "{\"a\":1,\"a\":2}"})
  void check_notJson_isMalformedWithoutQuotingIt(String document) {
    assertThatThrownBy(() -> check("true", document))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON))
        .hasMessageStartingWith("document")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void check_wholeNumbersBeyondDoubles_areExact() throws IOException {
    assertThat(check("{\"multipleOf\":2}", "9007199254740993")).hasSize(1);
    assertThat(check("{\"type\":\"integer\",\"multipleOf\":3}", "9007199254740993")).isEmpty();
    assertThat(check("{\"maximum\":9007199254740992}", "9007199254740993")).hasSize(1);
    assertThat(check("{\"const\":9007199254740993}", "9007199254740993")).isEmpty();
    assertThat(check("{\"enum\":[18446744073709551615]}", "18446744073709551615")).isEmpty();
    assertThat(check("{\"enum\":[18446744073709551615]}", "18446744073709551616")).hasSize(1);
    for (String number : List.of("18446744073709551615", "1e999", "9223372036854775808.0")) {
      assertThat(check("{\"type\":\"integer\",\"minimum\":0,\"multipleOf\":1}", number)).isEmpty();
      assertThat(check("{\"type\":\"integer\",\"exclusiveMaximum\":5}", number)).hasSize(1);
      assertThat(check("{\"type\":\"integer\",\"maximum\":5}", "-" + number)).isEmpty();
    }
    assertThat(check("{\"type\":\"integer\",\"maximum\":5}", "1" + "0".repeat(30) + ".5"))
        .hasSize(2);
    String draft4 = "\"$schema\":\"http://json-schema.org/draft-04/schema#\"";
    assertThat(check("{%s,\"type\":\"integer\"}".formatted(draft4), "9007199254740993")).isEmpty();
    assertThat(check("{\"uniqueItems\":true}", "[9007199254740993,9007199254740992]")).isEmpty();
    assertThat(check("{\"uniqueItems\":true}", "[9007199254740993,9007199254740993.0]")).hasSize(1);
  }

  @Test
  void check_olderDraft_followsItsRules() throws IOException {
    String draft4 =
        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\","
            + "\"maximum\":3,\"exclusiveMaximum\":true}";
    assertThat(check(draft4, "3")).hasSize(1);
    assertThat(check(draft4, "2")).isEmpty();
    String draft7 =
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
            + "\"items\":[{\"type\":\"string\"}],\"format\":\"date\"}";
    assertThat(check(draft7, "[1]")).hasSize(1);
  }

  @Test
  void check_format_countsOnlyIfAskedFor() throws IOException {
    DataSource schema = json("{\"format\":\"date\"}");
    byte[] noDate = "\"tomorrow\"".getBytes(StandardCharsets.UTF_8);
    assertThat(DocumentValidators.jsonSchema(schema).check(noDate)).isEmpty();
    assertThat(
            DocumentValidators.jsonSchema(schema, JsonSchemaOptions.defaults().withFormats(true))
                .check(noDate))
        .extracting(DocumentError::demand)
        .containsExactly("format \"date\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "3",
        "{\"type\":\"secret\"}",
        "{\"minimum\":\"secret\"}",
        "{\"pattern\":\"(secret\"}",
        "{\"patternProperties\":{\"[\":true}}",
        "{\"$ref\":\"#/$defs/none\"}",
        "{\"$schema\":3}",
        "{\"$ref\":\"#none\"}",
        "{\"properties\":[]}",
        "{\"type\":\"object\",\"type\":\"array\"}"
      })
  void jsonSchema_notASchema_isMalformed(String schema) {
    assertThatThrownBy(() -> DocumentValidators.jsonSchema(json(schema)))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_SCHEMA))
        .hasMessageStartingWith("memory")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/schema.json",
        "http://127.0.0.1:%d/schema.yaml",
        "file:///etc/hostname?%d",
        "classpath:META-INF/MANIFEST.MF?%d",
        "resource:META-INF/MANIFEST.MF?%d",
        "jar:file:/x.jar!/%d",
        "https://json-schema.org/META-INF/MANIFEST.MF?%d",
        "https://json-schema.org/draft/../META-INF/MANIFEST.MF?%d",
        "other%d.json"
      })
  void jsonSchema_referenceThatIsNotRegistered_isRefusedAndNotFetched(String uri)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String target = uri.formatted(server.getLocalPort());
      for (String keyword : List.of("$ref", "$schema", "$dynamicRef")) {
        assertThatThrownBy(
                () ->
                    DocumentValidators.jsonSchema(
                            json("{\"%s\":\"%s\"}".formatted(keyword, target)))
                        .check(new byte[] {'1'}))
            .isInstanceOf(MalformedInputException.class);
      }
      assertThatThrownBy(
              () -> DocumentValidators.jsonSchema(json("{\"$ref\":\"%s\"}".formatted(target))))
          .hasMessage("memory: needs the schema document %s, which is not registered", target);
      server.setSoTimeout(1);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void jsonSchema_registeredReference_isUsed() throws IOException {
    DocumentValidator validator =
        DocumentValidators.jsonSchema(
            json("{\"items\":{\"$ref\":\"http://example.org/word.yaml#/$defs/word\"}}"),
            JsonSchemaOptions.defaults()
                .withReference(
                    "http://example.org/word.yaml",
                    json("{\"$defs\":{\"word\":{\"type\":\"string\"}}}")));
    assertThat(validator.check("[\"a\",1]".getBytes(StandardCharsets.UTF_8)))
        .extracting(DocumentError::toString)
        .containsExactly(
            "/1: needs type \"string\" (http://example.org/word.yaml#/$defs/word/type)");
  }

  @Test
  void check_byManyThreads_isTheSame() throws IOException {
    DocumentValidator validator = DocumentValidators.jsonSchema(json(ORDER));
    byte[] document =
        "{\"id\":\"abc\",\"lines\":[{\"price\":-1}]}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> validator.check(document).size())
                .distinct())
        .containsExactly(2);
  }

  @Test
  void jsonSchema_withoutTheLibrary_namesIt() throws Exception {
    try (URLClassLoader loader = withoutTheLibrary()) {
      Class<?> validators = loader.loadClass(DocumentValidators.class.getName());
      Class<?> source = loader.loadClass(DataSource.class.getName());
      Object schema =
          source
              .getMethod("of", String.class, byte[].class)
              .invoke(null, "memory", "{}".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> validators.getMethod("jsonSchema", source).invoke(null, schema))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasToString(
              "io.lepton.LeptonException: LEP-FORMAT-019: JSON Schema documents need"
                  + " com.networknt:json-schema-validator on the class path or module path,"
                  + " with what it depends on");
    }
  }

  private static URLClassLoader withoutTheLibrary() {
    URL[] code =
        IntStream.range(0, 2)
            .mapToObj(i -> i == 0 ? DocumentValidators.class : DataSource.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    return new URLClassLoader(code, ClassLoader.getPlatformClassLoader());
  }

  private static List<DocumentError> check(String schema, String document) throws IOException {
    return DocumentValidators.jsonSchema(json(schema))
        .check(document.getBytes(StandardCharsets.UTF_8));
  }

  private static DataSource json(String text) {
    return DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8));
  }
}
