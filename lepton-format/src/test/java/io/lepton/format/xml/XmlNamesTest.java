package io.lepton.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlNamesTest {

  @ParameterizedTest
  @CsvSource({
    "name, name",
    "a-b.c_1, a-b.c_1",
    "a b, a_x0020_b",
    "1st, _x0031_st",
    "a:b, a_x003A_b",
    "xml, _x0078_ml",
    "XMLa, _x0058_MLa",
    "_x0020_, _x005F_x0020_",
    "a_x, a_x005F_x",
    "a_b, a_b",
    "é, é",
    "-a, _x002D_a",
    "a𝄞, a_x01D11E_",
    "@, _x0040_"
  })
  void escape_anyName_asSqlXmlDoes(String name, String escaped) {
    assertThat(XmlNames.escape(name)).isEqualTo(escaped);
    assertThat(XmlNames.unescape(escaped)).isEqualTo(name);
  }

  @Test
  void escape_randomNames_areUnescapedToTheSame() {
    Random random = new Random(20_261_121);
    String alphabet = "_x0041xX_. :-1aé\ud834";
    for (int run = 0; run < 20_000; run++) {
      StringBuilder name = new StringBuilder();
      for (int i = 1 + random.nextInt(12); i > 0; i--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String text = name.toString().replace("\ud834", "\ud834\udd1e");
      assertThat(XmlNames.unescape(XmlNames.escape(text))).isEqualTo(text);
    }
  }
}
