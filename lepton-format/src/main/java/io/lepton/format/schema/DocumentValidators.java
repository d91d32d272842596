package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.DataSource;
import java.io.IOException;

/**
 * Makes validators of documents.
 *
 * <pre>{@code
 * DocumentValidator orders = DocumentValidators.jsonSchema(DataSource.of(Path.of("order.schema.json")));
 * for (DocumentError error : orders.check(DataSource.of(Path.of("order.json")))) {
 *   System.out.println(error);
 * }
 * }</pre>
 *
 * <p><b>JSON Schema.</b> Draft 2020-12, unless {@code $schema} names draft 4, 6, 7 or 2019-09. The
 * schema itself is checked against the schema of its draft first. It is compiled by the library
 * {@code com.networknt:json-schema-validator}, which whoever calls this adds to the class path: it
 * is an optional dependency.
 *
 * <p><b>References</b> are never fetched. What a schema refers to is in the schema itself, is
 * registered with {@link JsonSchemaOptions#withReference}, or is the schema of a draft; anything
 * else makes the schema unusable, which is said when it is compiled.
 *
 * <p><b>Patterns</b> are regular expressions of ECMA-262. Those that are regular, which most are,
 * are matched in time linear in the text by {@link io.lepton.format.regex.BytePattern}. Those that
 * look around or back are left to {@link java.util.regex}, and every character that it looks at is
 * counted as a step of the check: {@code ^(a+)+(?!b)$} ends with {@link
 * io.lepton.LimitExceededException} and not after the lifetime of the sun.
 *
 * <p>Numbers are compared exactly, whatever their size. One of more than 1,000 digits, if it were
 * written without an exponent, is refused.
 *
 * <p>Stateless.
 */
public final class DocumentValidators {

  private DocumentValidators() {}

  /**
   * Compiles a JSON Schema with the {@linkplain JsonSchemaOptions#defaults() default options}.
   *
   * @param schema one JSON text in UTF-8
   * @return a validator of documents
   * @throws IOException if the schema cannot be read
   * @throws io.lepton.MalformedInputException if it is not a JSON Schema, or refers to something
   *     that is not registered
   * @throws LeptonException with {@link ErrorCode#MISSING_LIBRARY} if the library is not there
   */
  public static DocumentValidator jsonSchema(DataSource schema) throws IOException {
    return jsonSchema(schema, JsonSchemaOptions.defaults());
  }

  /**
   * Compiles a JSON Schema.
   *
   * @param schema one JSON text in UTF-8
   * @param options references and limits
   * @return a validator of documents
   * @throws IOException if the schema, or one it refers to, cannot be read
   * @throws io.lepton.MalformedInputException if it is not a JSON Schema, or refers to something
   *     that is not registered
   * @throws LeptonException with {@link ErrorCode#MISSING_LIBRARY} if the library is not there
   */
  public static DocumentValidator jsonSchema(DataSource schema, JsonSchemaOptions options)
      throws IOException {
    try {
      return JsonSchemaCompiler.compile(schema, options);
    } catch (NoClassDefFoundError e) {
      throw new LeptonException(
          ErrorCode.MISSING_LIBRARY,
          "JSON Schema documents need com.networknt:json-schema-validator on the class path"
              + " or module path, with what it depends on",
          e);
    }
  }
}
