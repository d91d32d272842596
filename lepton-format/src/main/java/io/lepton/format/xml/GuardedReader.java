package io.lepton.format.xml;

import io.lepton.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a document on their way to the parser, which sees no document type declaration
 * and cannot be made to collect more than so many of them for one tag, comment or text.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class GuardedReader extends Reader {

  /** What the parser reads ahead does not count. */
  private static final int READ_AHEAD = 64 << 10;

  private final Reader in;
  private final int maxTokenChars;
  private final Prolog prolog = new Prolog();
  private long given;
  private @Nullable IOException failure;

  GuardedReader(Reader in, int maxTokenChars) {
    this.in = in;
    this.maxTokenChars = maxTokenChars;
  }

  /** To be called before the parser is asked for the next part of the document. */
  void startToken() {
    given = 0;
  }

  /** What the parser was told instead of more characters, if anything. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read(char[] text, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return checked(text, offset, in.read(text, offset, length));
    } catch (CharacterCodingException e) {
      throw failed(
          new Refusal(ErrorCode.INVALID_ENCODING, "needs text in its encoding, found other bytes"));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IOException failed(IOException cause) {
    failure = cause;
    return cause;
  }

  private int checked(char[] text, int offset, int count) throws Refusal {
    if (count > 0 && prolog.isOpen() && prolog.hasDoctype(text, offset, count)) {
      throw new Refusal(
          ErrorCode.UNSAFE_XML, "needs a document without a document type declaration, found one");
    }
    given += Math.max(count, 0);
    if (given > (long) maxTokenChars + READ_AHEAD) {
      throw new Refusal(
          ErrorCode.LIMIT_EXCEEDED,
          "needs tags, comments and values of at most %d characters, found more"
              .formatted(maxTokenChars));
    }
    return count;
  }

  @Override
  public void close() {
    // The bytes beneath belong to the input.
  }
}
