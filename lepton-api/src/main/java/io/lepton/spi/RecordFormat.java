package io.lepton.spi;

import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import java.io.IOException;
import java.util.List;

/**
 * A format of records, such as CSV, with its options. Found with {@link java.util.ServiceLoader},
 * or simply constructed.
 *
 * <p>Immutable and safe for use by many threads.
 */
public interface RecordFormat {

  /**
   * Returns what to call the format on a command line.
   *
   * @return a lower-case name, such as {@code csv}
   */
  String name();

  /**
   * Returns the file name endings that mean this format.
   *
   * @return lower-case, without the dot
   */
  List<String> extensions();

  /**
   * Finds the fields of a source from its first records. The format says by which rules.
   *
   * @param request the source; its schema is not looked at
   * @return every field of the source, in file order
   * @throws IOException if the source cannot be read
   * @throws io.lepton.MalformedInputException if its first records are not well-formed
   */
  default Schema infer(ReadRequest request) throws IOException {
    return inference(request).schema();
  }

  /**
   * Finds the fields of a source from its first records, and says how sure it is of their types.
   *
   * @param request the source; its schema is not looked at
   * @return every field of the source, in file order, with the evidence for its type
   * @throws IOException if the source cannot be read
   * @throws io.lepton.MalformedInputException if its first records are not well-formed
   */
  Inference inference(ReadRequest request) throws IOException;

  /**
   * Opens a source.
   *
   * @param request the source, which columns are wanted and as which types
   * @return the reader, to be closed by the caller
   * @throws IOException if the source cannot be read
   * @throws io.lepton.MalformedInputException if the header is not well-formed, or a required
   *     column is missing
   */
  RecordReader reader(ReadRequest request) throws IOException;

  /**
   * Starts an output.
   *
   * @param request the target and the fields
   * @return the writer, to be closed by the caller
   * @throws IOException if the target cannot be written
   */
  RecordWriter writer(WriteRequest request) throws IOException;
}
