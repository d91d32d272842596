package io.lepton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedFileTest {

  @TempDir Path dir;

  @Test
  void write_copies_haveOneHeader() throws IOException {
    Path original = Files.writeString(dir.resolve("o.csv"), "a,b\r\n1,2\r\n3,4\r\n");
    assertThat(Files.readString(RepeatedFile.write(original, 2, dir)))
        .isEqualTo("a,b\r\n1,2\r\n3,4\r\n1,2\r\n3,4\r\n");
  }
}
