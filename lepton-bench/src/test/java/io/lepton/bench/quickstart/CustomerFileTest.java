package io.lepton.bench.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.DataTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CustomerFileTest {

  @Test
  void write_sameSeed_givesTheSameBytesOnEveryMachine() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(write(1_000, 1).getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("c0bc8e4c8519e419af35d654b90714774dc3586dbd8911ee16b036b35a718407");
  }

  @Test
  void write_otherSeed_givesOthers() throws IOException {
    assertThat(write(100, 1)).isNotEqualTo(write(100, 2));
  }

  @Test
  void write_manyRows_holdWhatRealFilesHold() throws IOException {
    assertThat(write(1_000, 1))
        .contains(",,")
        .contains("\"\"Gold\"\"")
        .contains("\"Zoë Smith, Jr.\"")
        .contains("moved house\nnew address");
  }

  private static String write(int rows, long seed) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CustomerFile.write(DataTarget.ofStream("memory", bytes), rows, seed);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
