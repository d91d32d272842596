package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.Schema;
import io.lepton.format.internal.Closing;
import io.lepton.format.json.JsonOptions.Shape;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the records of a JSON document. The rules are written at {@link JsonFormat}. */
final class RecordsInDocument {

  private final ReadRequest request;
  private final JsonOptions options;
  private final HeldSource source;

  private RecordsInDocument(ReadRequest request, JsonOptions options) {
    this.request = request;
    this.options = options;
    this.source = new HeldSource(request.source());
  }

  /**
   * Opens a document.
   *
   * @param wanted the fields to be read; empty for all of them
   * @return its records, up to the first
   */
  static RecordLines open(ReadRequest request, JsonOptions options, Optional<Schema> wanted)
      throws IOException {
    return new RecordsInDocument(request, options).open(wanted);
  }

  private RecordLines open(Optional<Schema> wanted) throws IOException {
    DocumentScanner document = scanner();
    try {
      int first = goToRecords(document);
      if (first == '[' && isAllowed(Shape.RECORDS)) {
        source.release();
        return ElementLines.ofArray(document, request.limits().maxDepth());
      }
      if (first == '{' && options.shape() == Shape.RECORD) {
        source.release();
        return ElementLines.ofObject(document, request.limits().maxDepth());
      }
      if (first != '{' || !isAllowed(Shape.COLUMNS)) {
        throw notFound(first);
      }
      RecordLines lines = openObject(document, wanted);
      source.closeIfReopened(document);
      return lines;
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(document, e);
      throw e;
    }
  }

  private DocumentScanner scanner() throws IOException {
    return new DocumentScanner(
        source.name(), JsonInput.open(source, options.charset()), request.limits().maxDepth());
  }

  private boolean isAllowed(Shape shape) {
    return options.shape() == Shape.AUTO || options.shape() == shape;
  }

  private RecordLines openObject(DocumentScanner document, Optional<Schema> wanted)
      throws IOException {
    @Nullable ColumnIndex index = ColumnIndex.read(document, request.limits());
    if (index != null) {
      long size = document.input().bytesRead();
      ColumnText text = ColumnText.of(source, options.charset());
      return new ColumnLines(text, wanted(index, wanted), request.limits(), size);
    }
    if (options.shape() == Shape.COLUMNS) {
      throw new MalformedInputException(
          ErrorCode.RECORDS_NOT_FOUND,
          source.name() + ": needs an object of arrays, found a member that is none");
    }
    DocumentScanner again = scanner();
    try {
      source.release();
      goToRecords(again);
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(again, e);
      throw e;
    }
    return ElementLines.ofObject(again, request.limits().maxDepth());
  }

  private static ColumnIndex wanted(ColumnIndex index, Optional<Schema> wanted) {
    if (wanted.isEmpty()) {
      return index;
    }
    NavigableSet<String> names = new TreeSet<>(wanted.get().names());
    return new ColumnIndex(
        index.columns().stream().filter(column -> isWanted(column.name(), names)).toList(),
        index.rows());
  }

  private static boolean isWanted(String name, NavigableSet<String> names) {
    String next = names.ceiling(name + ".");
    return names.contains(name) || (next != null && next.startsWith(name + "."));
  }

  /** Goes to where the records are. Returns the first byte there. */
  private int goToRecords(DocumentScanner document) throws IOException {
    int first = document.space();
    if (first < 0) {
      MalformedInputException end = document.refuse("needs a value");
      throw end.code() == ErrorCode.INVALID_ENCODING
          ? end
          : new MalformedInputException(
              ErrorCode.EMPTY_INPUT, "Needs at least one record, found none in " + source.name());
    }
    List<String> passed = new ArrayList<>();
    for (String token : options.pointer().tokens()) {
      if (!goTo(document, token)) {
        throw new MalformedInputException(
            ErrorCode.RECORDS_NOT_FOUND,
            "%s: needs records at %s, found nothing after %s"
                .formatted(source.name(), options.recordsAt(), new JsonPointer(passed)));
      }
      passed.add(token);
    }
    return valueAt(document);
  }

  private static int valueAt(DocumentScanner document) throws IOException {
    int first = document.space();
    if (first < 0) {
      throw document.refuse("needs a value");
    }
    return first;
  }

  private static boolean goTo(DocumentScanner document, String token) throws IOException {
    int bracket = valueAt(document);
    if (bracket != '{' && bracket != '[') {
      return false;
    }
    document.enter(bracket);
    long wanted = JsonPointer.index(token);
    long index = 0;
    for (boolean more = document.next(true); more; more = document.next(false)) {
      if (bracket == '{' ? token.equals(document.name()) : index == wanted) {
        return true;
      }
      index++;
      document.value();
    }
    return false;
  }

  private MalformedInputException notFound(int first) {
    String wanted =
        switch (options.shape()) {
          case AUTO -> "an array of records, an object of arrays or a record";
          case RECORDS -> "an array of records";
          case COLUMNS -> "an object of arrays";
          case RECORD -> "an object";
        };
    String found =
        switch (first) {
          case '{' -> "an object";
          case '[' -> "an array";
          default -> "neither an object nor an array";
        };
    return new MalformedInputException(
        ErrorCode.RECORDS_NOT_FOUND,
        "%s: needs %s, found %s".formatted(source.name(), wanted, found));
  }
}
