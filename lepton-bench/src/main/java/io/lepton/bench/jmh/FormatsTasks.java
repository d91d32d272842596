package io.lepton.bench.jmh;

import io.lepton.data.RecordBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What {@link FormatsBenchmark} measures, by name: {@code what/who}. The first of each kind is
 * Lepton.
 */
final class FormatsTasks implements AutoCloseable {

  /** Reading CSV with ten rules. */
  static final String RULES = "csvToColumnsWithTenRules";

  /** Reading CSV with ten rules and a profile. */
  static final String RULES_AND_PROFILE = "csvToColumnsWithTenRulesAndProfile";

  /** Who does the same without rules and profile. */
  static final String WITHOUT = "Lepton without";

  private static final int DOUBLE_COLUMNS = 8;

  private final Path folder;
  private final Path csv;
  private final Path ndjson;
  private final Path shuffled;
  private final double[][] shortDoubles;
  private final double[][] longDoubles;
  private final Optional<DuckDbPeer> duckDb;
  private final Map<String, Callable<Long>> tasks = new LinkedHashMap<>();

  /**
   * Finds or makes the data.
   *
   * @param folder where the files are, or will be
   * @param rows how many records they have
   * @throws Exception if a file or DuckDB fails
   */
  FormatsTasks(Path folder, int rows) throws Exception {
    this.folder = folder;
    csv = folder.resolve("mixed-" + rows + ".csv");
    ndjson = folder.resolve("mixed-" + rows + ".ndjson");
    shuffled = folder.resolve("mixed-" + rows + "-shuffled.ndjson");
    if (!Files.exists(csv)) {
      MixedFile.writeNdjson(ndjson, rows, false);
      MixedFile.writeNdjson(shuffled, rows, true);
      MixedFile.writeCsv(csv, rows);
    }
    shortDoubles = doubles(rows / DOUBLE_COLUMNS, true);
    longDoubles = doubles(rows / DOUBLE_COLUMNS, false);
    Optional<Path> jar = DuckDbPeer.jar();
    duckDb = jar.isPresent() ? Optional.of(DuckDbPeer.open(jar.get())) : Optional.empty();
    addReading();
    addChecking();
    addConverting();
    addWriting();
  }

  private static double[][] doubles(int rows, boolean decimals) {
    Random random = new Random(rows);
    double[][] columns = new double[DOUBLE_COLUMNS][rows];
    for (int column = 0; column < columns.length; column++) {
      double scale = column % 2 == 0 ? 1e2 : 1e9;
      for (int row = 0; row < rows; row++) {
        double value = random.nextDouble() * 1_000;
        columns[column][row] = decimals ? Math.rint(value * scale) / scale : value;
      }
    }
    return columns;
  }

  private void addReading() {
    tasks.put("csvToColumns/Lepton", () -> LeptonFormats.read(csv, 1, batch -> {}));
    tasks.put("csvToColumns/FastCSV", () -> CsvPeers.fastCsv(csv, columns -> {}));
    tasks.put("csvToColumns/univocity", () -> CsvPeers.univocity(csv, columns -> {}));
    tasks.put("csvToColumns/jackson-csv", () -> CsvPeers.jackson(csv, columns -> {}));
    tasks.put("csvToColumns/fastjson2", () -> CsvPeers.fastjson(csv, columns -> {}));
    duckDb.ifPresent(peer -> tasks.put("csvToColumns/DuckDB", () -> peer.csvToColumns(csv)));
    tasks.put("csvToColumns2/Lepton", () -> LeptonFormats.read(csv, 2, batch -> {}));
    // The peer of two threads is one.
    tasks.put("csvToColumns2/Lepton on one thread", () -> LeptonFormats.read(csv, 1, batch -> {}));
    for (Path file : new Path[] {ndjson, shuffled}) {
      String what = file.equals(ndjson) ? "ndjsonToColumns/" : "ndjsonToColumnsShuffled/";
      tasks.put(what + "Lepton", () -> LeptonFormats.read(file, 1, batch -> {}));
      tasks.put(what + "jackson-core", () -> JsonPeers.jackson(file, columns -> {}));
      tasks.put(what + "fastjson2", () -> JsonPeers.fastjson(file, columns -> {}));
      duckDb.ifPresent(peer -> tasks.put(what + "DuckDB", () -> peer.ndjsonToColumns(file)));
    }
  }

  private void addChecking() {
    tasks.put(RULES + "/Lepton", () -> QualityTasks.check(csv));
    tasks.put(RULES + "/" + WITHOUT, () -> LeptonFormats.read(csv, 1, batch -> {}));
    tasks.put(RULES_AND_PROFILE + "/Lepton", () -> QualityTasks.checkAndProfile(csv));
    tasks.put(RULES_AND_PROFILE + "/" + WITHOUT, () -> LeptonFormats.read(csv, 1, batch -> {}));
  }

  private void addConverting() {
    tasks.put("csvToNdjson/Lepton", () -> LeptonFormats.convert(csv, output("lepton")));
    tasks.put(
        "csvToNdjson/jackson-csv+ObjectMapper",
        () -> {
          JsonPeers.jacksonCsvToNdjson(csv, output("jackson"));
          return 0L;
        });
    duckDb.ifPresent(
        peer -> tasks.put("csvToNdjson/DuckDB", () -> peer.csvToNdjson(csv, output("duckdb"))));
  }

  private void addWriting() {
    for (double[][] columns : new double[][][] {shortDoubles, longDoubles}) {
      String what = columns == shortDoubles ? "columnsToNdjson/" : "columnsToNdjson17/";
      var batches = LeptonFormats.batches(columns);
      tasks.put(what + "Lepton", () -> written(out -> LeptonFormats.write(batches, out)));
      tasks.put(
          what + "jackson-core", () -> written(out -> JsonPeers.jacksonDoubles(columns, out)));
      tasks.put(what + "fastjson2", () -> written(out -> JsonPeers.fastjsonDoubles(columns, out)));
    }
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** Writes eight times, so that a shot takes long enough, to nowhere. Returns the last bytes. */
  private static long written(Writing writing) throws IOException {
    long bytes = 0;
    for (int i = 0; i < DOUBLE_COLUMNS; i++) {
      CountingOutput out = new CountingOutput();
      writing.to(out);
      bytes = out.bytes();
    }
    return bytes;
  }

  private Path output(String who) {
    return folder.resolve("converted-" + who + ".ndjson");
  }

  /**
   * Deletes what was converted before. A file system may send the new file to the disk at once when
   * it takes the place of an old one, as ext4 does, and everybody would wait for the disk then.
   */
  void deleteOutputs() throws IOException {
    try (DirectoryStream<Path> outputs = Files.newDirectoryStream(folder, "converted-*")) {
      for (Path output : outputs) {
        Files.delete(output);
      }
    }
  }

  /** Returns the tasks by name. */
  Map<String, Callable<Long>> byName() {
    return tasks;
  }

  /**
   * Runs every reader and every converter and compares what came out.
   *
   * @throws Exception if something fails
   * @throws IllegalStateException if two do not agree
   */
  void verify() throws Exception {
    Fingerprint expected = new Fingerprint();
    LeptonFormats.read(csv, 1, expected::add);
    verify(expected, "Lepton on two threads", to -> LeptonFormats.read(csv, 2, to.lepton()));
    verify(expected, "FastCSV", to -> CsvPeers.fastCsv(csv, to.peer()));
    verify(expected, "univocity", to -> CsvPeers.univocity(csv, to.peer()));
    verify(expected, "jackson-csv", to -> CsvPeers.jackson(csv, to.peer()));
    verify(expected, "fastjson2 on CSV", to -> CsvPeers.fastjson(csv, to.peer()));
    for (Path file : new Path[] {ndjson, shuffled}) {
      verify(expected, "Lepton on JSON", to -> LeptonFormats.read(file, 1, to.lepton()));
      verify(expected, "jackson-core", to -> JsonPeers.jackson(file, to.peer()));
      verify(expected, "fastjson2 on JSON", to -> JsonPeers.fastjson(file, to.peer()));
    }
    for (Map.Entry<String, Callable<Long>> task : tasks.entrySet()) {
      if (task.getKey().startsWith("csvToNdjson/")) {
        task.getValue().call();
      }
    }
    verifyConverted(expected, "lepton");
    verifyConverted(expected, "jackson");
    if (duckDb.isPresent()) {
      verifyConverted(expected, "duckdb");
      verifyDuckDb(expected, duckDb.get());
    }
  }

  private void verifyConverted(Fingerprint expected, String who) throws Exception {
    verify(expected, "JSON of " + who, to -> JsonPeers.jackson(output(who), to.peer()));
  }

  private void verifyDuckDb(Fingerprint expected, DuckDbPeer peer) throws Exception {
    peer.csvToColumns(csv);
    verify(expected, "DuckDB on CSV", to -> peer.rows(to.peer()));
    peer.ndjsonToColumns(shuffled);
    verify(expected, "DuckDB on JSON", to -> peer.rows(to.peer()));
  }

  private interface Reading {
    void into(Sink sink) throws Exception;
  }

  /** Where a reader puts what it has read: Lepton in its way, the peers in theirs. */
  private record Sink(Consumer<RecordBatch> lepton, Consumer<MixedColumns> peer) {}

  private static void verify(Fingerprint expected, String what, Reading reading) throws Exception {
    Fingerprint found = new Fingerprint();
    reading.into(new Sink(found::add, found::add));
    found.requireEqual(expected, what);
  }

  @Override
  public void close() throws Exception {
    if (duckDb.isPresent()) {
      duckDb.get().close();
    }
  }

  /** Counts what would be written. */
  private static final class CountingOutput extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }

    long bytes() {
      return bytes;
    }
  }
}
