package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CsvThreadsConcurrencyTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("n", ColumnType.INT64), Field.of("t", ColumnType.TEXT));

  private static byte[] document(int rows) {
    StringBuilder csv = new StringBuilder("n,t\n");
    for (int i = 1; i <= rows; i++) {
      csv.append(i).append(",text ").append(i).append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static RecordReader reader(byte[] csv) throws IOException {
    ReadRequest request = TestRows.request(csv, SCHEMA).withThreads(4);
    return new CsvFormat().reader(request, 2_000);
  }

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lepton-csv-"))
        .count();
  }

  private static void awaitNoWorkers() throws InterruptedException {
    while (workers() > 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void close_afterSomeBatches_endsTheThreads() throws Exception {
    for (int i = 0; i < 20; i++) {
      RecordReader reader = reader(document(20_000));
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      assertThat(reader.read(batch)).isTrue();
      reader.close();
      reader.close();
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(IllegalStateException.class);
    }
    awaitNoWorkers();
  }

  @Test
  void close_duringRead_doesNotHang() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 50; i++) {
        RecordReader reader = reader(document(20_000));
        CountDownLatch started = new CountDownLatch(1);
        Future<Integer> reading = other.submit(() -> readUntilClosed(reader, started));
        started.await();
        reader.close();
        assertThat(reading.get(30, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      other.shutdownNow();
    }
    awaitNoWorkers();
  }

  private static int readUntilClosed(RecordReader reader, CountDownLatch started) {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 50);
    int batches = 0;
    try {
      while (reader.read(batch)) {
        batches++;
        started.countDown();
      }
    } catch (IOException | IllegalStateException e) {
      // Closed under its hands, as it should be.
    }
    return batches;
  }

  @Test
  void read_interruptedCaller_readsOnAndStaysInterrupted() throws Exception {
    try (RecordReader reader = reader(document(20_000))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      Thread.currentThread().interrupt();
      long rows = 0;
      while (reader.read(batch)) {
        rows += batch.rowCount();
      }
      assertThat(rows).isEqualTo(20_000);
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void read_sourceBreaksOff_wholeRecordsComeFirst() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    byte[] csv = document(5_000);
    InputStream half =
        new SequenceInputStream(new ByteArrayInputStream(csv, 0, csv.length - 5), broken);
    ReadRequest request =
        ReadRequest.of(DataSource.ofStream("half", half)).withSchema(SCHEMA).withThreads(2);
    try (RecordReader reader = new CsvFormat().reader(request, 2_000)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      assertThatThrownBy(
              () -> {
                while (reader.read(batch)) {
                  assertThat(((TextColumn) batch.column(1)).text(0))
                      .isEqualTo("text " + batch.rowNumbers()[0]);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("gone");
    }
  }

  @Test
  void read_handlerThrows_theThreadsEndWithTheReader() throws Exception {
    byte[] csv =
        (new String(document(5_000), StandardCharsets.UTF_8) + "x,y\n")
            .getBytes(StandardCharsets.UTF_8);
    try (RecordReader reader =
        new CsvFormat().reader(TestRows.request(csv, SCHEMA).withThreads(2), 2_000)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      assertThatThrownBy(
              () -> {
                while (reader.read(batch)) {
                  // To the end.
                }
              })
          .hasMessageContaining("Row 5001");
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(IllegalStateException.class);
    }
    awaitNoWorkers();
  }

  @Test
  void read_rejections_comeOnTheCallersThread() throws Exception {
    StringBuilder csv = new StringBuilder("n,t\n");
    for (int i = 0; i < 10_000; i++) {
      csv.append(i % 3 == 0 ? "x,y\n" : i % 3 == 1 ? "1\n" : "1,y\n");
    }
    List<Long> rows = new ArrayList<>();
    Thread caller = Thread.currentThread();
    ReadRequest request =
        TestRows.request(csv.toString().getBytes(StandardCharsets.UTF_8), SCHEMA)
            .withThreads(4)
            .withRejections((Rejection each) -> add(rows, each, caller));
    try (RecordReader reader = new CsvFormat().reader(request, 1 << 16)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      while (reader.read(batch)) {
        // To the end.
      }
    }
    assertThat(rows).hasSize(6_667).isSorted().doesNotHaveDuplicates();
  }

  private static void add(List<Long> rows, Rejection rejection, Thread caller) {
    assertThat(Thread.currentThread()).isSameAs(caller);
    rows.add(rejection.row());
  }
}
