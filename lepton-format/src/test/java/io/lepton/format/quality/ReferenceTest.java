package io.lepton.format.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  private static final DataSource COUNTRIES =
      source("countries.csv", "name,code,number\nGermany,DE,1\nFrance,FR,2\nNowhere,,3\n");

  private final List<Rejection> rejections = new ArrayList<>();

  @Test
  void check_keyThatIsNotThere_rejected() throws IOException {
    Rule rule = Rule.reference("country", COUNTRIES, new CsvFormat(), "code");
    validate("country,n\nDE,1\nXX,1\n,1\nFR,1\n", Rules.of(rule));
    assertThat(rejections)
        .containsExactly(
            new Rejection(
                2,
                "country",
                ErrorCode.RULE_REFERENCE,
                "needs to be in countries.csv, column code"));
  }

  @Test
  void check_keyOfTwoColumns_bothTogether() throws IOException {
    Rule rule =
        Rule.reference(
            List.of("n", "country"), COUNTRIES, new CsvFormat(), List.of("number", "code"));
    validate("country,n\nDE,1\nFR,1\nFR,2\n", Rules.of(rule));
    assertThat(rejections)
        .containsExactly(
            new Rejection(
                2,
                "",
                ErrorCode.RULE_REFERENCE,
                "needs to be in countries.csv, column number and code by n and country together"));
  }

  @Test
  void check_numbers_comparedAsTheTypeOfTheColumn() throws IOException {
    Rule rule = Rule.reference("n", source("n.csv", "n\n01\n+2\n"), new CsvFormat(), "n");
    validate("country,n\nDE,1\nDE,2\nDE,3\n", Rules.of(rule));
    assertThat(rejections).extracting(Rejection::row).containsExactly(3L);
  }

  @Test
  void compile_columnThatIsNotThere_saysSo() {
    Rule rule = Rule.reference("country", COUNTRIES, new CsvFormat(), "iso");
    assertThatThrownBy(() -> validate("country,n\nDE,1\n", Rules.of(rule)))
        .isInstanceOf(MalformedInputException.class)
        .extracting(e -> ((MalformedInputException) e).code())
        .isEqualTo(ErrorCode.MISSING_COLUMN);
  }

  @Test
  void compile_valueOfAnotherType_stops() {
    Rule rule = Rule.reference("n", COUNTRIES, new CsvFormat(), "code");
    assertThatThrownBy(() -> validate("country,n\nDE,1\n", Rules.of(rule)))
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void compile_moreKeysThanAllowed_stops() {
    Rule rule = Rule.reference("country", COUNTRIES, new CsvFormat(), "name");
    ValidatorOptions options = ValidatorOptions.defaults().withMaxDistinctKeys(2);
    assertThatThrownBy(() -> Validator.compile(Rules.of(rule), schema(), options))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("Rule reference(country) may keep 2 distinct keys; there are more");
  }

  private void validate(String csv, Rules rules) throws IOException {
    ValidatorOptions options = ValidatorOptions.defaults().withRejections(rejections::add);
    ReadRequest request = ReadRequest.of(source("data", csv)).withSchema(schema());
    try (ValidatingReader reader =
        ValidatingReader.of(new CsvFormat().reader(request), rules, options)) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), 2);
      while (reader.read(batch)) {
        assertThat(batch.rowCount()).isPositive();
      }
    }
  }

  private static Schema schema() {
    return Schema.of(Field.of("country", ColumnType.TEXT), Field.of("n", ColumnType.INT32));
  }

  private static DataSource source(String name, String csv) {
    return DataSource.of(name, csv.getBytes(StandardCharsets.UTF_8));
  }
}
