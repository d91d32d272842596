package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.LeptonIOException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PumpedInputTest {

  @Test
  void read_longStream_isAllThere() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(7).nextBytes(bytes);
    assertThat(over(new ByteArrayInputStream(bytes)).readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void read_singleBytes_areUnsigned() throws IOException {
    InputStream in = over(new ByteArrayInputStream(new byte[] {-1}));
    assertThat(in.read()).isEqualTo(255);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void read_streamFails_saysSoAfterWhatCame() throws IOException {
    InputStream failing =
        new InputStream() {
          private boolean read;

          @Override
          public int read() throws IOException {
            if (read) {
              throw new IOException("cable");
            }
            read = true;
            return 'a';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    InputStream in = over(failing);
    assertThat(in.read()).isEqualTo('a');
    assertThatThrownBy(in::read).isInstanceOf(LeptonIOException.class);
  }

  @Test
  void read_cancelledWhileNothingComes_givesUp() throws IOException {
    try (PipedOutputStream silent = new PipedOutputStream()) {
      PumpedInput cancelled = new PumpedInput(new PipedInputStream(silent), () -> true);
      assertThatThrownBy(cancelled::read).isInstanceOf(CancellationException.class);
    }
  }

  private static InputStream over(InputStream stream) {
    return new PumpedInput(stream, () -> false);
  }
}
