package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.Column;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Turns the JSON object of one line into a row of a batch. */
final class RecordDecoder {

  private final JsonDecoder[] decoders;
  private final Column[] columns;
  private final Members root;
  private final JsonScanner in;
  private final int maxMembers;
  private final List<Members> outerLevels = new ArrayList<>();
  private final List<Member> outerMembers = new ArrayList<>();
  private long record;
  private int found;

  RecordDecoder(Schema schema, ReadLimits limits, JsonOptions options) {
    int size = schema.size();
    decoders = new JsonDecoder[size];
    columns = new Column[size];
    for (int i = 0; i < size; i++) {
      decoders[i] = JsonDecoder.of(schema.field(i), options.lists());
    }
    boolean nested = options.nesting() == JsonOptions.Nesting.NESTED;
    root = new FieldNames(schema, decoders, nested).root();
    in = new JsonScanner(limits.maxDepth());
    maxMembers = limits.maxColumns();
  }

  /** Fills the columns of this batch from now on. */
  void bind(RecordBatch batch) {
    for (int i = 0; i < decoders.length; i++) {
      columns[i] = batch.column(i);
      decoders[i].bind(columns[i]);
    }
  }

  /** Returns a byte of the line that was refused after which it is as it was read. */
  int unchanged() {
    return in.unchanged();
  }

  /**
   * Decodes a record.
   *
   * @param bytes where the line is, with its line feed and slack after it
   * @param start its first byte
   * @param row where the values go
   * @return the offset of the line feed
   * @throws RefusedRecord if the record cannot be used; what the row holds then is undefined
   */
  int decode(byte[] bytes, int start, int row) {
    in.begin(bytes, start);
    record++;
    found = 0;
    int at = in.space(start);
    if (bytes[at] != '{') {
      throw in.refuse(at, "needs a JSON object");
    }
    at = in.space(at + 1);
    at = in.space(bytes[at] == '}' ? at + 1 : decodeMembers(bytes, at, row));
    if (bytes[at] != '\n') {
      throw in.refuse(at, "needs the end of the line after the object");
    }
    if (found < decoders.length) {
      fillIn(row);
    }
    return at;
  }

  // An object inside the record puts the level around it aside; there is no recursion, so that no
  // document is too deep for it. In one piece, since a call costs as much as a value.
  private int decodeMembers(byte[] bytes, int start, int row) {
    int at = start;
    Members level = root;
    Member member = level.begin();
    forgetOuter();
    for (int count = 1; count <= maxMembers; count++) {
      Member guess = member.successor;
      if (guess != null && guess.isAt(bytes, at)) {
        member = guess;
        at += guess.length();
      } else {
        member = level.find(in, bytes, in.space(at), member);
        at = level.end();
      }
      byte first = bytes[at];
      if (first <= ' ') {
        at = in.space(at);
        first = bytes[at];
      }
      JsonDecoder decoder = member.decoder;
      if (decoder != null && (member.inside == null || first != '{')) {
        if (decoder.lastRecord == record) {
          throw twice(decoder);
        }
        decoder.lastRecord = record;
        if (first == 'n') {
          setMissing(member.field, row);
          at = in.word(at, "null");
        } else {
          at = decoder.decode(in, bytes, at, row);
        }
        found++;
        if (bytes[at] == ',') {
          at++;
          continue;
        }
      } else if (first == '{' && member.inside != null) {
        push(level, member);
        level = member.inside;
        member = level.begin();
        at = in.space(at + 1);
        count--;
        if (bytes[at] != '}') {
          continue;
        }
      } else {
        at = in.skip(at);
      }
      at = in.space(at);
      while (bytes[at] != ',') {
        at = in.expect(at, '}');
        int depth = outerLevels.size();
        if (depth == 0) {
          return at;
        }
        level = outerLevels.remove(depth - 1);
        member = outerMembers.remove(depth - 1);
        in.leave();
        at = in.space(at);
      }
      at++;
    }
    throw tooMany();
  }

  private static RefusedRecord twice(JsonDecoder decoder) {
    return new RefusedRecord(
        ErrorCode.MALFORMED_JSON, decoder.field().name(), "needs a field only once");
  }

  // What the record before left behind, where it was refused in the middle.
  private void forgetOuter() {
    if (!outerLevels.isEmpty()) {
      outerLevels.clear();
      outerMembers.clear();
    }
  }

  private void push(Members level, Member member) {
    outerLevels.add(level);
    outerMembers.add(member);
    in.enter();
  }

  private LimitExceededException tooMany() {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED,
        "A record may have %d fields; record %d has more".formatted(maxMembers, record));
  }

  private void fillIn(int row) {
    for (int i = 0; i < decoders.length; i++) {
      if (decoders[i].lastRecord != record) {
        setMissing(i, row);
      }
    }
  }

  private void setMissing(int field, int row) {
    if (!decoders[field].field().nullable()) {
      throw new RefusedRecord(
          ErrorCode.MISSING_VALUE, decoders[field].field().name(), "needs a value, found none");
    }
    columns[field].setNull(row);
  }

  /** Makes a row ready to be decoded into once more. */
  void forget(int row) {
    for (Column column : columns) {
      column.setPresent(row);
    }
  }
}
