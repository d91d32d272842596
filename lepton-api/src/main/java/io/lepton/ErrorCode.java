package io.lepton;

/**
 * Every way in which Lepton refuses or fails, with a stable identifier.
 *
 * <p>Identifiers such as {@code LEP-FORMAT-003} never change their meaning between releases. Each
 * constant says the cause, then the cure.
 */
public enum ErrorCode {
  /** The input file does not exist. Check the path. */
  INPUT_NOT_FOUND("LEP-IO-001"),
  /** A directory was given where a file is expected. Name the file. */
  IS_A_DIRECTORY("LEP-IO-002"),
  /**
   * The input shrank or disappeared while it was read. Read a file that nobody else is writing to.
   */
  INPUT_CHANGED("LEP-IO-003"),
  /**
   * The output could not be written: no space, no permission. Nothing was left behind; make room.
   */
  OUTPUT_FAILED("LEP-IO-004"),
  /** The input could not be read: no permission, a device error. Check both. */
  INPUT_FAILED("LEP-IO-005"),

  /** The input is empty: it has neither a header nor a record. Check what wrote it. */
  EMPTY_INPUT("LEP-FORMAT-001"),
  /** A quoted field is not closed before the end of the input. Close it, or set the quote. */
  UNCLOSED_QUOTE("LEP-FORMAT-002"),
  /** A record has more or fewer fields than the header. Repair the record or reject it. */
  RAGGED_RECORD("LEP-FORMAT-003"),
  /** A NUL byte lies in a text input: it is binary or UTF-16. Set the right encoding. */
  NUL_BYTE("LEP-FORMAT-004"),
  /** Bytes that are not text in the encoding of the input. Set the right encoding. */
  INVALID_ENCODING("LEP-FORMAT-005"),
  /** Two columns have the same name. Rename one, or give names of your own. */
  DUPLICATE_COLUMN("LEP-FORMAT-006"),
  /** Text follows a closing quote. Double the quotes inside the field. */
  TEXT_AFTER_QUOTE("LEP-FORMAT-007"),
  /** A record is not well-formed JSON, or not an object of plain values. Repair it or reject it. */
  MALFORMED_JSON("LEP-FORMAT-008"),
  /** No format is known by this name or file name extension. Name the format. */
  UNKNOWN_FORMAT("LEP-FORMAT-009"),
  /** A schema file is not in the form that Lepton writes. The message says where it differs. */
  MALFORMED_SCHEMA("LEP-FORMAT-010"),
  /** The document is not well-formed XML. Repair it. */
  MALFORMED_XML("LEP-FORMAT-011"),
  /** The XML document declares a document type or entities. Remove the declaration. */
  UNSAFE_XML("LEP-FORMAT-012"),
  /** Compressed data is cut off or damaged. Copy the file again. */
  MALFORMED_COMPRESSION("LEP-FORMAT-013"),
  /** An archive holds an entry whose name leads out of it. Do not trust the archive. */
  UNSAFE_ARCHIVE("LEP-FORMAT-014"),
  /** An archive has no such entry, or several where one is expected. Name the entry. */
  NO_SUCH_ENTRY("LEP-FORMAT-015"),
  /** There are no records at the place in the document that was named. Check the path. */
  RECORDS_NOT_FOUND("LEP-FORMAT-016"),
  /** The output format cannot hold a value. Convert the column, or choose another format. */
  UNREPRESENTABLE("LEP-FORMAT-017"),
  /** What was read back is not what was written: nothing was kept. Choose another format. */
  NOT_LOSSLESS("LEP-FORMAT-018"),
  /** An optional library that this needs is not on the class path. The message names it. */
  MISSING_LIBRARY("LEP-FORMAT-019"),

  /**
   * A value is not of the column's type, such as text where a number is expected. Repair the
   * record, reject it, or give the column another type.
   */
  WRONG_TYPE("LEP-DATA-001"),
  /** A number lies beyond the range of the column's type. Use a wider type. */
  OUT_OF_RANGE("LEP-DATA-002"),
  /** A value is missing where the column or the model needs one. Repair the record or reject it. */
  MISSING_VALUE("LEP-DATA-003"),
  /** A column that the schema or the caller names is not in the data. Check the header. */
  MISSING_COLUMN("LEP-DATA-004"),
  /** Two records have the same key where keys must be distinct. Name more columns as the key. */
  DUPLICATE_KEY("LEP-DATA-005"),

  /** A value lies outside the range that a rule allows. Repair the record or the rule. */
  RULE_RANGE("LEP-QUALITY-001"),
  /** A value is shorter or longer than a rule allows. Repair the record or the rule. */
  RULE_LENGTH("LEP-QUALITY-002"),
  /** A text does not have the form that a rule demands. Repair the record or the rule. */
  RULE_PATTERN("LEP-QUALITY-003"),
  /** A value is not among those that a rule lists. Repair the record or the rule. */
  RULE_ENUMERATION("LEP-QUALITY-004"),
  /** A value that must be unique occurred before. Remove the duplicate. */
  RULE_UNIQUE("LEP-QUALITY-005"),
  /** A key is not in the data set that it refers to. Add it there or repair the record. */
  RULE_REFERENCE("LEP-QUALITY-006"),
  /**
   * Two columns of a record do not stand in the relation that a rule demands. Repair the record.
   */
  RULE_RELATION("LEP-QUALITY-007"),
  /** A rule of the caller's own does not hold. The message names the rule. */
  RULE_CUSTOM("LEP-QUALITY-008"),
  /** More records broke the rules than the caller allows. Repair the data or allow more. */
  TOO_MANY_VIOLATIONS("LEP-QUALITY-009"),
  /**
   * A rule does not fit the data: an unknown column, a bound that is not of the column's type, a
   * pattern that cannot be read. Repair the rule.
   */
  INVALID_RULE("LEP-QUALITY-010"),
  /** A document is not what its JSON Schema demands. Repair the document or the schema. */
  RULE_DOCUMENT("LEP-QUALITY-011"),

  /** The document exceeds one of the caller's limits. Raise the limit if the data is trusted. */
  LIMIT_EXCEEDED("LEP-LIMIT-001"),

  /** The file is not an ONNX model. Export the model as ONNX. */
  NOT_ONNX("LEP-MODEL-001"),
  /** The ONNX file is cut off or its structure is broken. Export or copy it again. */
  MALFORMED_MODEL("LEP-MODEL-002"),
  /**
   * The model names an external file outside its own folder, or one that has other names elsewhere
   * on the disk. Put a copy of the file beside the model.
   */
  UNSAFE_EXTERNAL_DATA("LEP-MODEL-003"),
  /**
   * The model uses an operator that the runtime does not know. Export it for an older opset, or
   * with standard operators only.
   */
  UNKNOWN_OPERATOR("LEP-MODEL-004"),
  /** The runtime refused the model for another reason, which the message gives. Export it again. */
  MODEL_REFUSED("LEP-MODEL-005"),
  /** There is no model at this place. A folder needs a file {@code model.onnx}. */
  MODEL_NOT_FOUND("LEP-MODEL-006"),
  /** No inference backend on the class path accepts the model. Add lepton-runtime. */
  NO_BACKEND("LEP-MODEL-007"),

  /** A request does not fit the model. Every mismatch is listed: mend the request. */
  INVALID_REQUEST("LEP-INFER-001"),
  /** The runtime failed on valid input. The message says at which node: mend the model. */
  INFERENCE_FAILED("LEP-INFER-002"),
  /** The session was closed before the call. Close it after the last call. */
  SESSION_CLOSED("LEP-INFER-003"),
  /** The native library could not be loaded. Use a platform that ONNX Runtime is built for. */
  RUNTIME_UNAVAILABLE("LEP-INFER-004"),
  /**
   * There was no answer by the deadline of the call. Give it more time, ask for less, or find what
   * keeps the machine busy.
   */
  DEADLINE_EXCEEDED("LEP-INFER-005"),
  /**
   * The native memory budget of the options has no room left. The message says how much was needed,
   * used and allowed: raise the budget, or close sessions and bindings.
   */
  MEMORY_BUDGET("LEP-INFER-006"),
  /**
   * More asynchronous calls wait for a session than it lets wait. Wait for answers before asking
   * more.
   */
  OVERLOADED("LEP-INFER-007"),

  /**
   * The columns of the data do not fit the inputs of the model. Every mismatch is listed: rename or
   * convert the columns, or list the features.
   */
  UNBOUND_MODEL("LEP-BIND-001"),
  /**
   * A category that the model was not trained on, and that it refuses. Repair the record or reject
   * it.
   */
  UNKNOWN_CATEGORY("LEP-BIND-002"),

  /**
   * A required device cannot be used. The report says what is missing: add it, or only prefer it.
   */
  DEVICE_UNAVAILABLE("LEP-DEVICE-001"),

  /** The command was called with arguments that it does not understand. Call it with --help. */
  WRONG_USAGE("LEP-USAGE-001"),
  /** The caller cancelled the work. Nothing was left behind: start it again at will. */
  CANCELLED("LEP-RUN-001"),
  /** Lepton itself failed: please report it with the stack trace. */
  INTERNAL("LEP-RUN-002");

  private final String id;

  ErrorCode(String id) {
    this.id = id;
  }

  /**
   * Returns the stable identifier.
   *
   * @return for example {@code LEP-FORMAT-003}
   */
  public String id() {
    return id;
  }
}
