package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.internal.ByteFeed;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds fields and types from the first records. The rules are written at {@link NdjsonFormat}. */
final class SchemaInference {

  private static final int MAX_RECORDS = 10_000;
  private static final int SAMPLE_BYTES = 4 << 20;

  private final ReadLimits limits;
  private final JsonScanner in;
  private final Map<String, ValueEvidence> fields = new LinkedHashMap<>();
  private long records;
  private long goodRecords;
  private @Nullable Rejection firstBad;

  private SchemaInference(ReadLimits limits) {
    this.limits = limits;
    this.in = new JsonScanner(limits.maxDepth());
  }

  static Schema infer(ReadRequest request) throws IOException {
    SchemaInference inference = new SchemaInference(request.limits());
    try (LineBlocks blocks =
        new LineBlocks(request.source().open(), request.limits().maxRecordBytes())) {
      inference.readSample(blocks);
    }
    return inference.schema(request.source().name());
  }

  private void readSample(LineBlocks blocks) throws IOException {
    // Only its heap is needed.
    RecordBatch sample = RecordBatch.allocate(Schema.of(), 1);
    do {
      blocks.begin();
      while (isWanted(blocks) && blocks.more(sample, stepOf(blocks), records + 1)) {
        while (blocks.hasLine() && records < MAX_RECORDS) {
          readLine(blocks);
        }
      }
      blocks.finish();
      // Once more only if there were nothing but blank lines.
    } while (records == 0 && !blocks.isExhausted());
  }

  private boolean isWanted(LineBlocks blocks) {
    return records < MAX_RECORDS && (records == 0 || blocks.size() < SAMPLE_BYTES);
  }

  // As much again as there is, so that a small file costs little and a large one is read in few
  // steps.
  private static int stepOf(LineBlocks blocks) {
    return Math.min(Math.max(blocks.size(), ByteFeed.PIECE), SAMPLE_BYTES);
  }

  private void readLine(LineBlocks blocks) {
    in.begin(blocks.heap(), blocks.start());
    int first = in.space(blocks.start());
    if (blocks.heap()[first] != '\n') {
      records++;
      try {
        readRecord(blocks.heap(), first);
        goodRecords++;
      } catch (RefusedRecord refused) {
        // The reader will say so again, to whom it concerns.
        firstBad = firstBad == null ? refused.at(records) : firstBad;
      }
    }
    blocks.finishLine(in.unchanged(), records);
  }

  private void readRecord(byte[] bytes, int start) {
    if (bytes[start] != '{') {
      throw in.refuse(start, "needs a JSON object");
    }
    int at = in.space(start + 1);
    if (bytes[at] != '}') {
      at = in.space(readMember(bytes, at));
      while (bytes[at] == ',') {
        at = in.space(readMember(bytes, in.space(at + 1)));
      }
    }
    at = in.space(in.expect(at, '}'));
    if (bytes[at] != '\n') {
      throw in.refuse(at, "needs the end of the line after the object");
    }
  }

  private int readMember(byte[] bytes, int start) {
    int next = in.string(start);
    int end = in.isEscaped() ? in.unescape(start + 1, next - 1) : next - 1;
    String name = new String(bytes, start + 1, end - start - 1, StandardCharsets.UTF_8);
    return evidence(name).add(in, bytes, in.space(in.expect(next, ':')));
  }

  private ValueEvidence evidence(String name) {
    ValueEvidence evidence = fields.computeIfAbsent(name, n -> new ValueEvidence());
    if (fields.size() > limits.maxColumns()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "A record may have %d fields; the first %d records have more"
              .formatted(limits.maxColumns(), records));
    }
    return evidence;
  }

  private Schema schema(String source) {
    if (records == 0) {
      throw new MalformedInputException(
          ErrorCode.EMPTY_INPUT, "Needs at least one record, found none in " + source);
    }
    if (goodRecords == 0 && firstBad != null) {
      RejectionHandler.FAIL.reject(firstBad);
    }
    List<Field> found = new ArrayList<>();
    // A field needs a name: a member without one cannot be read.
    fields.remove("");
    fields.forEach((name, evidence) -> found.add(Field.of(name, evidence.type())));
    return Schema.of(found);
  }
}
