package io.lepton.format.canonical;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import java.io.IOException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What identifies the content of a data set, whatever format it is in: 32 bytes that depend on the
 * names and types of the columns and on every value, and on nothing else.
 *
 * <pre>{@code
 * try (RecordReader reader = new CsvFormat().reader(ReadRequest.of(DataSource.of(file)))) {
 *   DatasetDigest digest = DatasetDigest.of(reader);
 *   System.out.println(digest); // lepton-dataset-v1:sha-256:9f86d0…
 * }
 * }</pre>
 *
 * <p>Not looked at are: the format and its options, the order of the columns, whether a column is
 * nullable, the size of the batches, the number of threads. The specification, for whoever wants to
 * compute the same in another language, is in the {@linkplain io.lepton.format.canonical
 * description of the package}.
 *
 * <p>Whoever gets a digest from somebody they trust, knows that the data is the same. A digest is
 * no signature, since everybody can compute it, and no anonymisation: whoever can guess the data
 * can check the guess.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param kind what the digest is of
 * @param hash the 32 bytes in lower-case hexadecimal
 */
public record DatasetDigest(Kind kind, String hash) {

  /** What a digest is of. */
  public enum Kind {
    /**
     * The records in their order: SHA-256 of their canonical lines. Nobody knows how to make two
     * data sets of the same digest, not even one who may choose both; that is about 2^128 work, for
     * a quantum computer too.
     */
    SEQUENCE("sha-256"),

    /**
     * The records without an order, each as often as it occurs: the product of their hashes modulo
     * a prime of 3072 bits (MuHash: Bellare and Micciancio, <i>A New Paradigm for Collision-free
     * Hashing</i>, EUROCRYPT 1997; for multisets Clarke, Devadas, van Dijk, Gassend, Suh,
     * <i>Incremental Multiset Hash Functions</i>, ASIACRYPT 2003).
     *
     * <p>To make two different data sets of the same digest is as hard as the discrete logarithm in
     * that group, if SHA-256 is as good as random: about 2^128 work, for one who may choose both
     * data sets. A large quantum computer could; the sequence digest is not affected by that.
     *
     * <p>Sums would be cheaper and are no good here. A sum modulo 2^256 falls to the generalised
     * birthday attack (Wagner 2002); vectors of small words, as in LtHash, take no notice of a
     * record that is repeated 2^16 times; and in any sum, records that may be repeated at will let
     * lattice reduction find collisions.
     */
    CONTENT("muhash-3072");

    private final String algorithm;

    Kind(String algorithm) {
      this.algorithm = algorithm;
    }

    /** Returns what stands before the hash, without the colon. */
    String prefix() {
      return "lepton-dataset-v1:" + algorithm;
    }
  }

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TEXT = Pattern.compile("(lepton-dataset-v1:[a-z0-9-]+):(.*)");

  /**
   * Checks the hash.
   *
   * @param kind what the digest is of
   * @param hash the 32 bytes in lower-case hexadecimal
   * @throws IllegalArgumentException if these are not 64 hexadecimal digits
   */
  public DatasetDigest {
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("A digest needs 64 hexadecimal digits, got " + hash);
    }
  }

  static DatasetDigest of(Kind kind, byte[] hash) {
    return new DatasetDigest(kind, HexFormat.of().formatHex(hash));
  }

  /**
   * Reads all records and returns their sequence digest.
   *
   * @param reader a reader that nothing was read from; the caller closes it
   * @return the digest
   * @throws IOException if the source cannot be read
   * @throws io.lepton.MalformedInputException if the source is not well-formed
   */
  public static DatasetDigest of(RecordReader reader) throws IOException {
    return of(reader, Kind.SEQUENCE);
  }

  /**
   * Reads all records and returns their digest.
   *
   * @param reader a reader that nothing was read from; the caller closes it
   * @param kind what the digest is to be of
   * @return the digest
   * @throws IOException if the source cannot be read
   * @throws io.lepton.MalformedInputException if the source is not well-formed
   */
  public static DatasetDigest of(RecordReader reader, Kind kind) throws IOException {
    DatasetDigester digester = DatasetDigester.of(reader.schema(), kind);
    RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
    while (reader.read(batch)) {
      digester.update(batch);
    }
    return digester.digest(kind);
  }

  /**
   * Reads a digest that {@link #toString} wrote.
   *
   * @param text for example {@code lepton-dataset-v1:sha-256:} and 64 digits
   * @return the digest
   * @throws IllegalArgumentException if it is of another form, or of a kind that is not known here
   */
  public static DatasetDigest parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      for (Kind kind : Kind.values()) {
        if (kind.prefix().equals(matcher.group(1))) {
          return new DatasetDigest(kind, matcher.group(2));
        }
      }
    }
    throw new IllegalArgumentException("No digest of a data set is written " + text);
  }

  /**
   * Returns the digest as text.
   *
   * @return for example {@code lepton-dataset-v1:sha-256:} and 64 digits
   */
  @Override
  public String toString() {
    return kind.prefix() + ":" + hash;
  }
}
