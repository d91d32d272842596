package io.lepton.bench.jmh;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The main job as a Java team writes it today, on one thread: FastCSV reads records, every cell is
 * parsed into the array of its model input, ONNX Runtime runs batches of 1,024 rows, Jackson's
 * generator writes a line of JSON a row.
 *
 * <p>What is done to be fair: fields are fetched by position and not by name, the arrays of a batch
 * are made once and filled again, JSON is written by the streaming generator and not from maps, the
 * session is opened once with one intra-op thread and ONNX Runtime's own defaults otherwise, and
 * the file is written through the generator's own buffer.
 */
final class Glue implements AutoCloseable {

  static final int BATCH_ROWS = 1_024;

  private final OrtEnvironment env = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final boolean buffers;

  /**
   * Opens a model.
   *
   * @param model the file
   * @param buffers whether numeric inputs go through direct buffers instead of nested arrays
   * @throws OrtException if ONNX Runtime refuses
   */
  Glue(Path model, boolean buffers) throws OrtException {
    this.buffers = buffers;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = env.createSession(model.toString(), options);
    }
  }

  /**
   * Scores a file.
   *
   * @param csv the file, with the column that is kept and one column for each input
   * @param ndjson where the scores go
   * @return how many rows there were
   * @throws IOException if a file fails
   * @throws OrtException if ONNX Runtime fails
   */
  long run(Path csv, Path ndjson) throws IOException, OrtException {
    JsonFactory factory = JsonFactory.builder().rootValueSeparator("\n").build();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv);
        OutputStream out = Files.newOutputStream(ndjson);
        JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      Iterator<CsvRecord> records = reader.iterator();
      List<String> header = records.next().getFields();
      return new Pass(header, json).run(records);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  /** One way through one file. */
  private final class Pass {

    private final Map<String, GlueColumn> columns = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>(BATCH_ROWS);
    private final int idField;
    private final JsonGenerator json;

    Pass(List<String> header, JsonGenerator json) throws OrtException {
      this.json = json;
      this.idField = header.indexOf(TelcoFiles.ID);
      for (NodeInfo input : session.getInputInfo().values()) {
        TensorInfo info = (TensorInfo) input.getInfo();
        int field = header.indexOf(input.getName());
        columns.put(
            input.getName(),
            buffers
                ? GlueColumn.inBuffers(env, info.type, field, BATCH_ROWS)
                : GlueColumn.inArrays(env, info.type, field, BATCH_ROWS));
      }
    }

    long run(Iterator<CsvRecord> records) throws OrtException {
      GlueColumn[] each = columns.values().toArray(GlueColumn[]::new);
      long rows = 0;
      while (records.hasNext()) {
        CsvRecord record = records.next();
        for (GlueColumn column : each) {
          column.set(ids.size(), record);
        }
        ids.add(record.getField(idField));
        rows++;
        if (ids.size() == BATCH_ROWS) {
          flush();
        }
      }
      if (!ids.isEmpty()) {
        flush();
      }
      return rows;
    }

    private void flush() throws OrtException {
      Map<String, OnnxTensorLike> inputs = new LinkedHashMap<>();
      try {
        for (Map.Entry<String, GlueColumn> column : columns.entrySet()) {
          inputs.put(column.getKey(), column.getValue().tensor(ids.size()));
        }
        try (OrtSession.Result result = session.run(inputs)) {
          write(result);
        }
      } finally {
        inputs.values().forEach(OnnxTensorLike::close);
      }
      ids.clear();
    }

    private void write(OrtSession.Result result) throws OrtException {
      String[] labels = (String[]) ((OnnxTensor) result.get("label").orElseThrow()).getValue();
      OnnxTensor tensor = (OnnxTensor) result.get("probabilities").orElseThrow();
      float[][] probabilities = (float[][]) tensor.getValue();
      for (int row = 0; row < labels.length; row++) {
        json.writeStartObject();
        json.writeStringProperty(TelcoFiles.ID, ids.get(row));
        json.writeStringProperty("label", labels[row]);
        json.writeName("probabilities");
        json.writeStartArray();
        for (float probability : probabilities[row]) {
          json.writeNumber(probability);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    }
  }
}
