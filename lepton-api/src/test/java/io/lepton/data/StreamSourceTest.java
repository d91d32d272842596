package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSourceTest {

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 5_000, 10_000})
  void open_again_givesEverythingFromTheStart(int looked) throws IOException {
    byte[] content = bytes(10_000);
    DataSource source = DataSource.ofStream("standard input", new ByteArrayInputStream(content));
    try (InputStream in = source.open()) {
      assertThat(in.readNBytes(looked)).hasSize(looked);
    }
    try (InputStream in = source.open()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void open_againAfterTheEnd_givesEverythingOnce() throws IOException {
    byte[] content = bytes(100);
    DataSource source = DataSource.ofStream("standard input", new ByteArrayInputStream(content));
    assertThat(source.open().readAllBytes()).isEqualTo(content);
    InputStream in = source.open();
    assertThat(in.readAllBytes()).isEqualTo(content);
    assertThat(in.read()).isEqualTo(-1);
  }

  // Whatever way the first bytes are passed over, they belong to the second reading.
  @Test
  void open_againAfterSkipAndSingleReads_givesEverything() throws IOException {
    byte[] content = bytes(1_000);
    InputStream stream = new BufferedInputStream(new ByteArrayInputStream(content));
    DataSource source = DataSource.ofStream("standard input", stream);
    InputStream first = source.open();
    assertThat(first.skip(100)).isEqualTo(100);
    assertThat((byte) first.read()).isEqualTo(content[100]);
    assertThat(first.markSupported()).isFalse();
    first.skipNBytes(50);
    assertThat(source.open().readAllBytes()).isEqualTo(content);
  }

  @Test
  void open_manyTimes_givesEverythingEachTime() throws IOException {
    byte[] content = bytes(10_000);
    DataSource source = DataSource.ofStream("standard input", new ByteArrayInputStream(content));
    for (int looked : new int[] {100, 5_000, 10, 7_000}) {
      assertThat(source.open().readNBytes(looked)).isEqualTo(Arrays.copyOf(content, looked));
    }
    assertThat(source.open().readAllBytes()).isEqualTo(content);
  }

  @Test
  void open_againAfterMoreThanIsKept_isRefused() throws IOException {
    byte[] content = new byte[StreamSource.REPLAY_BYTES + 1];
    DataSource source = DataSource.ofStream("standard input", new ByteArrayInputStream(content));
    source.open().skipNBytes(content.length);
    assertThatIllegalStateException().isThrownBy(source::open);
  }

  @Test
  void open_againAfterAllThatIsKept_works() throws IOException {
    byte[] content = new byte[StreamSource.REPLAY_BYTES];
    DataSource source = DataSource.ofStream("standard input", new ByteArrayInputStream(content));
    source.open().skipNBytes(content.length);
    assertThat(source.open().transferTo(java.io.OutputStream.nullOutputStream()))
        .isEqualTo(content.length);
  }

  @Test
  void close_leavesTheStreamToItsOwner() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream stream =
        new ByteArrayInputStream(new byte[3]) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    DataSource source = DataSource.ofStream("standard input", stream);
    source.open().close();
    source.open().close();
    assertThat(closed).isFalse();
  }

  @Test
  void sizeBytes_ofAStream_isUnknown() {
    assertThat(DataSource.ofStream("in", InputStream.nullInputStream()).sizeBytes()).isEqualTo(-1);
    assertThat(DataSource.ofStream("in", InputStream.nullInputStream()).name()).isEqualTo("in");
  }
}
