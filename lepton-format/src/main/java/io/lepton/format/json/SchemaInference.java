package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.FieldEvidence;
import io.lepton.data.Inference;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.internal.ByteFeed;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds fields and types from the first records. The rules are written at {@link NdjsonFormat}. */
final class SchemaInference {

  private static final int MAX_RECORDS = 10_000;
  private static final int SAMPLE_BYTES = 4 << 20;

  private final boolean nested;
  private final JsonScanner in;
  private final SampleNames names;
  private final SampleNames.Level root;
  private final List<SampleNames.Level> outer = new ArrayList<>();
  private long records;
  private long goodRecords;
  private @Nullable Rejection firstBad;

  private SchemaInference(ReadRequest request, JsonOptions options) {
    this.nested = options.nesting() == JsonOptions.Nesting.NESTED;
    this.in = new JsonScanner(request.limits().maxDepth());
    this.names = new SampleNames(request.limits());
    this.root = names.root();
  }

  /**
   * Looks at the first records.
   *
   * @param lines the records, which are closed
   */
  static Inference infer(ReadRequest request, JsonOptions options, RecordLines lines)
      throws IOException {
    SchemaInference inference = new SchemaInference(request, options);
    try (LineBlocks blocks = new LineBlocks(lines, request.limits().maxRecordBytes())) {
      boolean complete = inference.readSample(blocks);
      inference.requireRecords(request.source().name(), lines.fault());
      return inference.result(complete && lines.fault() == null);
    }
  }

  /** Returns whether there are no more records. */
  private boolean readSample(LineBlocks blocks) throws IOException {
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
    return blocks.isExhausted();
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
    at = in.space(bytes[at] == '}' ? at + 1 : readMembers(bytes, at));
    if (bytes[at] != '\n') {
      throw in.refuse(at, "needs the end of the line after the object");
    }
  }

  private int readMembers(byte[] bytes, int start) {
    outer.clear();
    SampleNames.Level level = root;
    int at = start;
    while (true) {
      int next = in.string(at);
      int end = in.isEscaped() ? in.unescape(at + 1, next - 1) : next - 1;
      String name = new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8);
      at = in.space(in.expect(next, ':'));
      if (nested && bytes[at] == '{') {
        in.enter();
        outer.add(level);
        level = level.inside(name);
        at = in.space(at + 1);
        if (bytes[at] != '}') {
          continue;
        }
      } else {
        at = in.space(level.value(name).add(in, bytes, at, records));
      }
      while (bytes[at] != ',') {
        at = in.expect(at, '}');
        if (outer.isEmpty()) {
          return at;
        }
        level = outer.remove(outer.size() - 1);
        in.leave();
        at = in.space(at);
      }
      at = in.space(at + 1);
    }
  }

  private void requireRecords(String source, @Nullable LeptonException fault) {
    if (records == 0 && fault != null) {
      throw fault;
    }
    if (records == 0) {
      throw new MalformedInputException(
          ErrorCode.EMPTY_INPUT, "Needs at least one record, found none in " + source);
    }
    if (goodRecords == 0 && firstBad != null) {
      RejectionHandler.FAIL.reject(firstBad);
    }
  }

  private Inference result(boolean complete) {
    // A field needs a name: a member without one cannot be read.
    names.columns().remove("");
    List<FieldEvidence> fields = new ArrayList<>();
    names.columns().forEach((name, evidence) -> fields.add(evidence.evidence(name, goodRecords)));
    return new Inference(fields, records, complete);
  }
}
