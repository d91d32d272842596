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

  /** The document exceeds one of the caller's limits. Raise the limit if the data is trusted. */
  LIMIT_EXCEEDED("LEP-LIMIT-001"),

  /** The file is not an ONNX model. Export the model as ONNX. */
  NOT_ONNX("LEP-MODEL-001"),
  /** The ONNX file is cut off or its structure is broken. Export or copy it again. */
  MALFORMED_MODEL("LEP-MODEL-002"),
  /** The model names an external file outside its own folder. Put the file beside the model. */
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
