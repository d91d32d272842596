package io.lepton.format.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import com.networknt.schema.serialization.NodeReader;
import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a validator of a JSON Schema with the library of networknt. */
final class JsonSchemaCompiler {

  private final String name;
  private final JsonSchemaOptions options;
  private final JsonTrees trees;
  private final Map<String, byte[]> references = new HashMap<>();
  private final ThreadLocal<StepCount> steps = new ThreadLocal<>();

  private JsonSchemaCompiler(String name, JsonSchemaOptions options) {
    this.name = name;
    this.options = options;
    this.trees = new JsonTrees(options);
  }

  static DocumentValidator compile(DataSource source, JsonSchemaOptions options)
      throws IOException {
    return new JsonSchemaCompiler(source.name(), options).compile(source);
  }

  private DocumentValidator compile(DataSource source) throws IOException {
    for (Map.Entry<String, DataSource> reference : options.references().entrySet()) {
      references.put(reference.getKey(), trees.bytes(reference.getValue()));
    }
    JsonNode tree = trees.read(name, trees.bytes(source), ErrorCode.MALFORMED_SCHEMA);
    steps.set(new StepCount(options.maxSteps()));
    try {
      SchemaRegistry registry = registry();
      requireValid(registry, tree);
      Schema schema = registry.getSchema(tree);
      schema.initializeValidators();
      return new JsonSchemaValidator(schema, options, trees, steps);
    } catch (StackOverflowError e) {
      // References to references go one level deeper each, before anything of ours is called.
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED, name + ": needs more stack to compile than there is");
    } catch (RuntimeException e) {
      throw refused(e);
    } finally {
      steps.remove();
    }
  }

  private SchemaRegistry registry() {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .preloadSchema(false) // It hides what is wrong; done by hand.
            .formatAssertionsEnabled(options.formats() ? Boolean.TRUE : null)
            .regularExpressionFactory(regex -> LinearPattern.compile(regex, steps))
            .build();
    return SchemaRegistry.withDefaultDialectId(
        DialectId.DRAFT_2020_12,
        builder ->
            builder
                .schemaRegistryConfig(config)
                .nodeReader(new Trees())
                .schemaLoader(
                    SchemaLoader.builder()
                        .allow(this::requireRegistered)
                        .resourceLoaders(loaders -> loaders.add(this::load))
                        .build()));
  }

  // What the library finds for itself are resources of the class path, by any name that a schema
  // puts after classpath: or https://json-schema.org/.
  private boolean requireRegistered(AbsoluteIri iri) {
    String uri = iri.toString();
    boolean draft = uri.matches("https?://json-schema\\.org/draft[-/][-0-9a-z/]+#?");
    if (!draft && !references.containsKey(uri)) {
      throw new MalformedInputException(
          ErrorCode.MALFORMED_SCHEMA,
          "%s: needs the schema document %s, which is not registered".formatted(name, uri));
    }
    return true;
  }

  private @Nullable InputStreamSource load(AbsoluteIri iri) {
    byte @Nullable [] document = references.get(iri.toString());
    return document == null ? null : () -> new ByteArrayInputStream(document);
  }

  private void requireValid(SchemaRegistry registry, JsonNode tree) {
    JsonNode dialect = tree.path("$schema");
    Schema schema =
        registry.getSchema(
            SchemaLocation.of(dialect.isString() ? dialect.asString() : DialectId.DRAFT_2020_12));
    List<Error> errors = schema.validate(tree);
    if (!errors.isEmpty()) {
      Error error = errors.get(0);
      throw malformed(
          "at #%s, a value that satisfies %s"
              .formatted(error.getInstanceLocation(), error.getKeyword()));
    }
  }

  private LeptonException refused(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LeptonException ours) {
        return ours;
      }
      if (cause instanceof PatternSyntaxException) {
        return malformed("patterns that are regular expressions of ECMA-262");
      }
    }
    if (failure instanceof SchemaException problem && problem.getError() != null) {
      Error error = problem.getError();
      return malformed(
          "at %s, a %s that can be used".formatted(error.getSchemaLocation(), error.getKeyword()));
    }
    return malformed("keywords that can be used");
  }

  private MalformedInputException malformed(String expected) {
    return new MalformedInputException(ErrorCode.MALFORMED_SCHEMA, name + ": needs " + expected);
  }

  /** Reads referenced schemas; always as JSON, whatever their address ends in. */
  private final class Trees implements NodeReader {

    @Override
    public JsonNode readTree(String content, InputFormat format) {
      return trees.read(name, content.getBytes(StandardCharsets.UTF_8), ErrorCode.MALFORMED_SCHEMA);
    }

    @Override
    public JsonNode readTree(InputStream content, InputFormat format) {
      try {
        return trees.read(
            "a schema that " + name + " refers to",
            content.readAllBytes(),
            ErrorCode.MALFORMED_SCHEMA);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
