package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON texts as the trees that the validator library takes, within limits.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class JsonTrees {

  private final JsonSchemaOptions options;
  private final ObjectReader reader;

  JsonTrees(JsonSchemaOptions options) {
    this.options = options;
    JsonFactory json =
        JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(options.maxDepth())
                    .maxNameLength(10_000)
                    .maxNumberLength(ExactNumbers.MAX_DIGITS)
                    .maxStringLength(options.maxBytes())
                    .build())
            .build();
    reader =
        JsonMapper.builder(json)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader(new ExactNumbers());
  }

  byte[] bytes(DataSource source) throws IOException {
    try (InputStream in = source.open()) {
      byte[] bytes = in.readNBytes(options.maxBytes() + 1);
      if (bytes.length > options.maxBytes()) {
        throw tooLarge(source.name(), options.maxBytes() + " bytes");
      }
      return bytes;
    }
  }

  /**
   * Reads a tree.
   *
   * @param name what to call the text in messages
   * @param code what it is if it is not well-formed
   */
  JsonNode read(String name, byte[] text, ErrorCode code) {
    try {
      JsonNode tree = reader.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new MalformedInputException(code, name + ": needs JSON, found nothing");
      }
      return tree;
    } catch (StreamConstraintsException | NumberFormatException e) {
      // The latter is what becomes of an exponent beyond 32 bits.
      throw tooLarge(
          name,
          "%d levels and %d digits a number"
              .formatted(options.maxDepth(), ExactNumbers.MAX_DIGITS));
    } catch (JacksonException e) {
      // Its message quotes the document: only the place is kept.
      TokenStreamLocation place = e.getLocation();
      throw new MalformedInputException(
          code,
          "%s, line %d, column %d: needs well-formed JSON in which no object has a name twice"
              .formatted(name, place.getLineNr(), place.getColumnNr()));
    }
  }

  private static LimitExceededException tooLarge(String name, String limit) {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED, "%s: may have %s, found more".formatted(name, limit));
  }
}
