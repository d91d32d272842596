package io.lepton.runtime.onnx;

import io.lepton.model.BoundInference.TextCodes;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text inputs that take codes, and the inputs that the loaded model has in their place.
 *
 * <p>Filled while a model is rewritten; from then on read only, by many threads.
 */
final class CodedInputs {

  /**
   * An input of the loaded model that is written from codes.
   *
   * @param name its name
   * @param type the type of its elements
   * @param width how many elements one text becomes; in a block, those of all its texts
   * @param form how its shape follows from that of the text
   */
  record Feed(String name, DataType type, int width, Form form) {

    Shape shape(Shape text) {
      return switch (form) {
        case AS_TEXT -> text;
        case WITH_COLUMNS -> withColumns(text);
        case ROWS -> Shape.of(text.elementCount(), width);
      };
    }

    private Shape withColumns(Shape text) {
      long[] dimensions = Arrays.copyOf(text.toArray(), text.rank() + 1);
      dimensions[text.rank()] = width;
      return Shape.of(dimensions);
    }
  }

  enum Form {
    /** The shape of the text. */
    AS_TEXT,
    /** The shape of the text and a dimension for the columns. */
    WITH_COLUMNS,
    /** One row a text. */
    ROWS
  }

  /**
   * What becomes of a text in one place.
   *
   * @param feed the name of the feed
   * @param table what is written
   * @param offset the first column that is written to
   */
  record Target(String feed, CodeTable table, int offset) {}

  private final Map<String, TextCodes> codes = new LinkedHashMap<>();
  private final Map<String, List<Target>> targets = new LinkedHashMap<>();
  private final Map<String, Feed> feeds = new LinkedHashMap<>();

  /** The codes of each input that takes codes. */
  Map<String, TextCodes> codes() {
    return codes;
  }

  /** Where the text of an input goes. */
  List<Target> targets(String input) {
    return targets.getOrDefault(input, List.of());
  }

  /** The inputs of the loaded model that are written from codes. */
  Map<String, Feed> feeds() {
    return feeds;
  }

  void add(String input, TextCodes coded) {
    codes.put(input, coded);
    targets.put(input, new ArrayList<>());
  }

  void feed(String input, String feed, CodeTable table) {
    Form form = table.addsDimension() ? Form.WITH_COLUMNS : Form.AS_TEXT;
    feeds.put(feed, new Feed(feed, table.type(), table.width(), form));
    targets(input).add(new Target(feed, table, 0));
  }

  /** Makes one feed of several, side by side in the order of the list. */
  void merge(List<String> parts, String block, Form form) {
    int width = 0;
    for (String part : parts) {
      Feed feed = Known.in(feeds, part);
      feeds.remove(part);
      int offset = width;
      targets
          .values()
          .forEach(list -> list.replaceAll(target -> moved(target, part, block, offset)));
      width += feed.width();
    }
    feeds.put(block, new Feed(block, DataType.FP32, width, form));
  }

  private static Target moved(Target target, String part, String block, int offset) {
    // A part may be a block itself.
    return target.feed().equals(part)
        ? new Target(block, target.table(), offset + target.offset())
        : target;
  }
}
