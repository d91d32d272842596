package io.lepton.bench.cli;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.format.schema.DocumentError;
import io.lepton.quality.RuleResult;
import io.lepton.quality.ValidationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with the rows of a file: values that are not of their column's type, and broken
 * rules.
 */
final class Findings {

  /** How many are told apart. */
  static final int MAX_FAULTS = 1_000;

  private final RejectionHandler log;
  private final long maxInvalid;
  private final Map<Key, Fault> faults = new LinkedHashMap<>();
  private long unreadable;
  private long documents;
  private long invalid;
  private boolean isComplete;
  private ValidationReport validation = ValidationReport.EMPTY;

  /**
   * Makes findings of nothing.
   *
   * @param log told of every invalid row
   * @param maxInvalid how many rows may be invalid
   */
  Findings(RejectionHandler log, long maxInvalid) {
    this.log = log;
    this.maxInvalid = maxInvalid;
  }

  /** Takes note of a row that the reader could not use. */
  void addUnreadable(Rejection rejection) {
    countInvalid(rejection);
    unreadable++;
    addFault(rejection.column(), rejection.code(), rejection.reason(), rejection.row());
  }

  // Reasons may name places, of which a long file has more than anybody reads, or memory holds.
  private void addFault(String column, ErrorCode code, String reason, long row) {
    Key key = new Key(column, code, reason);
    boolean fits = faults.size() < MAX_FAULTS || faults.containsKey(key);
    Key counted = fits ? key : new Key("", code, "and other reasons");
    faults.computeIfAbsent(counted, Fault::new).add(row);
  }

  /** Takes note of a row that breaks a rule. */
  void addInvalid(Rejection rejection) {
    countInvalid(rejection);
  }

  /** Takes note of a document that was checked as a whole. */
  void addDocument(long number, List<DocumentError> errors) {
    documents++;
    if (errors.isEmpty()) {
      return;
    }
    countInvalid(new Rejection(number, "", ErrorCode.RULE_DOCUMENT, errors.get(0).toString()));
    // Places differ from document to document without end, what the schema demands does not.
    errors.stream()
        .map(error -> "needs %s (%s)".formatted(error.demand(), error.rule()))
        .distinct()
        .forEach(reason -> addFault("", ErrorCode.RULE_DOCUMENT, reason, number));
  }

  private void countInvalid(Rejection rejection) {
    invalid++;
    if (invalid > maxInvalid) {
      throw new LeptonException(
          ErrorCode.TOO_MANY_VIOLATIONS,
          "At most %,d rows may be invalid; row %d is one more"
              .formatted(maxInvalid, rejection.row()));
    }
    log.reject(rejection);
  }

  /** Takes over what the rules found so far. */
  void add(ValidationReport report, boolean complete) {
    validation = report;
    isComplete = complete;
  }

  boolean isComplete() {
    return isComplete;
  }

  boolean isValid() {
    return invalid == 0;
  }

  long rows() {
    return unreadable + documents + validation.rows();
  }

  long valid() {
    return rows() - invalid;
  }

  long invalid() {
    return invalid;
  }

  ValidationReport validation() {
    return validation;
  }

  List<Fault> faults() {
    return List.copyOf(faults.values());
  }

  /** What can be wrong with a row before any rule: one entry a column and code. */
  private record Key(String column, ErrorCode code, String reason) {}

  /** A value that is not of its type, and in which rows. */
  static final class Fault {

    private final Key key;
    private final List<Long> firstRows = new ArrayList<>();
    private long count;

    private Fault(Key key) {
      this.key = key;
    }

    private void add(long row) {
      count++;
      if (firstRows.size() < RuleResult.MOST_FIRST) {
        firstRows.add(row);
      }
    }

    String column() {
      return key.column;
    }

    ErrorCode code() {
      return key.code;
    }

    String reason() {
      return key.reason;
    }

    long count() {
      return count;
    }

    List<Long> firstRows() {
      return List.copyOf(firstRows);
    }
  }
}
