package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDetectionTest {

  private static CsvDetection detect(String text) throws IOException {
    return detect(text, StandardCharsets.UTF_8);
  }

  private static CsvDetection detect(String text, Charset charset) throws IOException {
    return CsvDetection.of(DataSource.of("memory", text.getBytes(charset)));
  }

  private static String table(String delimiter) {
    String text =
        """
        id,name,price,date
        1,Ann Lee,12.50,2024-01-31
        2,Bob,7.00,2024-02-29
        3,Cem Öz,,2024-03-01
        """;
    return text.replace(",", delimiter);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|", "||", "~", "^", "\u00a6", "\u001f"})
  void of_aTable_findsItsDelimiter(String delimiter) throws IOException {
    CsvDetection found = detect(table(delimiter));
    assertThat(found.options().delimiter()).isEqualTo(delimiter);
    assertThat(found.options().header()).isTrue();
    assertThat(found.confidence()).isGreaterThan(0.6);
  }

  @Test
  void of_commasInQuotedText_staysWithTheDelimiter() throws IOException {
    CsvDetection found = detect("a;b\n1;\"x, y, z\"\n2;\"u, v; w\"\n3;\"p, q\"\n");
    assertThat(found.options().delimiter()).isEqualTo(";");
    assertThat(found.options().quote()).contains('"');
  }

  @Test
  void of_decimalCommas_areNoDelimiter() throws IOException {
    assertThat(detect("a;b\n1,5;2,5\n3,25;4,0\n5,1;6,7\n").options().delimiter()).isEqualTo(";");
  }

  @Test
  void of_singleQuotes_areFound() throws IOException {
    CsvDetection found = detect("a,b\n'x, y',1\n'u, v',2\n'w, z',3\n");
    assertThat(found.options().quote()).contains('\'');
  }

  @Test
  void of_apostrophesInText_areNoQuotes() throws IOException {
    CsvDetection found = detect("a,b\nO'Neill,1\nd'Arc,2\n");
    assertThat(found.options()).extracting(CsvOptions::quote).isEqualTo(Optional.of('"'));
  }

  @Test
  void of_escapedQuotes_findsTheEscape() throws IOException {
    CsvDetection found = detect("a,b\n\"x \\\"y\\\", z\",1\n\"u\",2\n\"v\",3\n");
    assertThat(found.options().escape()).contains('\\');
  }

  @Test
  void of_spacesBeforeQuotes_findsTrimming() throws IOException {
    CsvDetection found = detect("a, b, c\n1, \"x, y\", 2\n3, \"u, v\", 4\n5, \"w\", 6\n");
    assertThat(found.options().trimming()).isTrue();
    assertThat(found.options().delimiter()).isEqualTo(",");
  }

  @Test
  void of_titlesBeforeTheTable_passesOverThem() throws IOException {
    CsvDetection found =
        detect("Report of March\nmade by hand\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n");
    assertThat(found.options().skippedLines()).isEqualTo(3);
    assertThat(
            new CsvFormat(found.options()).infer(request("Report of March\nx\n\na,b,c\n1,2,3\n")))
        .hasToString("(a int64, b int64, c int64)");
  }

  @Test
  void of_theLineOfASpreadsheet_passesOverIt() throws IOException {
    CsvDetection found = detect("sep=;\na;b;c\n1;2;3\n4;5;6\n");
    assertThat(found.options().delimiter()).isEqualTo(";");
    assertThat(found.options().skippedLines()).isEqualTo(1);
  }

  @Test
  void of_comments_findsThem() throws IOException {
    CsvDetection found = detect("# made by x\na,b,c\n1,2,3\n# later\n4,5,6\n7,8,9\n");
    assertThat(found.options().comment()).contains('#');
    assertThat(found.options().skippedLines()).isZero();
  }

  @Test
  void of_valuesInTheFirstRecord_noHeader() throws IOException {
    assertThat(detect("1,x,2024-01-01\n2,y,2024-01-02\n").options().header()).isFalse();
    assertThat(detect("x,x\ny,z\n").options().header()).isFalse();
    assertThat(detect("a,b\nx,y\n").options().header()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NA", "?", "\\N", "NULL", "n/a", "-"})
  void of_wordsForMissingValues_findsThem(String word) throws IOException {
    CsvDetection found = detect("a,b\n1,x\n%s,y\n3,z\n".formatted(word));
    assertThat(found.options().nullTokens()).containsExactly("", word);
  }

  @Test
  void of_wordsInATextColumn_areText() throws IOException {
    assertThat(detect("a,b\nNA,1\nx,2\ny,3\n").options().nullTokens()).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8, Müller",
    "ISO-8859-1, windows-1252, Müller",
    "windows-1252, windows-1252, 5 €",
    "GB18030, GB18030, 中国上海市今天天气很好",
    "UTF-16LE, UTF-16LE, Müller",
    "UTF-16BE, UTF-16BE, Müller",
    "UTF-16, UTF-16, Müller",
    "US-ASCII, UTF-8, Miller"
  })
  void of_text_findsItsEncoding(String written, String expected, String name) throws IOException {
    String text = "id;name\n1;%s\n2;%s\n3;%s\n".formatted(name, name, name);
    CsvDetection found = detect(text, Charset.forName(written));
    assertThat(found.options().charset()).isEqualTo(Charset.forName(expected));
    assertThat(found.options().delimiter()).isEqualTo(";");
  }

  @Test
  void of_noTable_isNotSure() throws IOException {
    CsvDetection found = detect("This is a letter.\nIt has, perhaps, commas.\nAnd lines!\n");
    assertThat(found.confidence()).isLessThan(0.5);
  }

  @Test
  void of_oneColumn_isNotSureOfTheDelimiter() throws IOException {
    CsvDetection found = detect("name\nAnn\nBob\nCem\n");
    assertThat(found.options().delimiter()).isEqualTo(",");
  }

  @Test
  void of_nothing_refused() {
    assertThatThrownBy(() -> detect("")).isInstanceOf(MalformedInputException.class);
  }

  @Test
  void of_randomBytes_neverFailsOtherwise() throws IOException {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[1 + random.nextInt(400)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] =
            (byte)
                (random.nextInt(3) == 0
                    ? random.nextInt(256)
                    : "a1,;\"'\\\n\r\t |".charAt(random.nextInt(12)));
      }
      CsvDetection found = CsvDetection.of(DataSource.of("seed " + seed, bytes));
      assertThat(found.confidence()).as("seed %d, file %d", seed, i).isBetween(0.0, 1.0);
    }
  }

  @Test
  void of_realFiles_findsWhatTheyAre() throws IOException {
    Path shared = Path.of(System.getProperty("lepton.shared", "../../shared"));
    boolean there = Files.isDirectory(shared);
    if (!there && !Boolean.getBoolean("lepton.required")) {
      Assumptions.abort("no shared folder: " + shared);
    }
    CsvDetection adult = CsvDetection.of(DataSource.of(shared.resolve("data/adult/adult.csv")));
    assertThat(adult.options().delimiter()).isEqualTo(";");
    assertThat(adult.options().header()).isTrue();
    CsvDetection telco =
        CsvDetection.of(DataSource.of(shared.resolve("data/telco-customer-churn.csv")));
    assertThat(telco.options().delimiter()).isEqualTo(",");
    assertThat(List.of(adult.confidence(), telco.confidence())).allMatch(c -> c > 0.8);
  }

  private static ReadRequest request(String text) {
    return ReadRequest.of(DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8)));
  }
}
