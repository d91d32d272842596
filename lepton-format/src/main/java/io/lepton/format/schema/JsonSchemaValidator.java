package io.lepton.format.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A compiled JSON Schema. */
final class JsonSchemaValidator implements DocumentValidator {

  /** Keywords whose value in the schema says in a few characters what is demanded. */
  private static final Set<String> TELLING =
      Set.of(
          "type",
          "format",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minContains",
          "maxContains",
          "uniqueItems");

  private final Schema schema;
  private final JsonSchemaOptions options;
  private final JsonTrees trees;
  private final ThreadLocal<StepCount> steps;

  JsonSchemaValidator(
      Schema schema, JsonSchemaOptions options, JsonTrees trees, ThreadLocal<StepCount> steps) {
    this.schema = schema;
    this.options = options;
    this.trees = trees;
    this.steps = steps;
  }

  @Override
  public List<DocumentError> check(DataSource document) throws IOException {
    String name = document.name();
    JsonNode tree = trees.read(name, trees.bytes(document), ErrorCode.MALFORMED_JSON);
    StepCount count = new StepCount(options.maxSteps());
    steps.set(count);
    try {
      return schema
          .validate(new BoundedEvaluation(config(), count), tree, OutputFormat.DEFAULT)
          .stream()
          .limit(options.maxErrors())
          .map(JsonSchemaValidator::told)
          .toList();
    } catch (LeptonException e) {
      throw e;
    } catch (SchemaException e) {
      throw unusable(name, e);
    } catch (RuntimeException e) {
      // Its message may quote the document.
      throw new LeptonException(
          ErrorCode.INTERNAL,
          "The JSON Schema library failed on %s: %s".formatted(name, e.getClass().getName()));
    } catch (StackOverflowError e) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED, name + ": needs more stack to check than there is");
    } finally {
      steps.remove();
    }
  }

  // Some references are resolved only when they are come to.
  private static LeptonException unusable(String name, SchemaException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof LeptonException ours) {
        return ours;
      }
    }
    return new MalformedInputException(
        ErrorCode.MALFORMED_SCHEMA, "The schema that checks " + name + " has a dead reference");
  }

  private ExecutionConfig config() {
    return ExecutionConfig.builder()
        .locale(Locale.ROOT)
        .formatAssertionsEnabled(options.formats() ? Boolean.TRUE : null)
        .build();
  }

  // The library's own messages quote the document: only places and the schema are used.
  private static DocumentError told(Error error) {
    String keyword = error.getKeyword();
    return new DocumentError(
        error.getInstanceLocation().toString(),
        keyword,
        error.getSchemaLocation().toString(),
        demand(error, keyword));
  }

  private static String demand(Error error, String keyword) {
    if (keyword.equals("required") && error.getProperty() != null) {
      return "the property " + error.getProperty();
    }
    JsonNode value = error.getSchemaNode();
    boolean telling = value != null && TELLING.contains(keyword) && !value.isObject();
    return telling ? keyword + " " + value : "to satisfy " + keyword;
  }
}
