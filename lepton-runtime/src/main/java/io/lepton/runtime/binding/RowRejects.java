package io.lepton.runtime.binding;

import io.lepton.ErrorCode;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import java.util.Arrays;

/** The rows of one batch that cannot be bound. Only the first reason of a row is passed on. */
final class RowRejects {

  private final RecordBatch batch;
  private final RejectionHandler handler;
  private final Rejection[] rejections;
  private int count;

  RowRejects(RecordBatch batch, RejectionHandler handler) {
    this.batch = batch;
    this.handler = handler;
    this.rejections = new Rejection[batch.capacity()];
  }

  void reject(int row, String column, ErrorCode code, String reason) {
    if (rejections[row] == null) {
      rejections[row] = new Rejection(batch.rowNumbers()[row], column, code, reason);
      count++;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Tells the handler, in the order of the rows, and takes the rows out of the batch. */
  void removeRows() {
    boolean[] rejected = new boolean[batch.rowCount()];
    for (int row = 0; row < rejected.length; row++) {
      if (rejections[row] != null) {
        rejected[row] = true;
        handler.reject(rejections[row]);
      }
    }
    batch.removeRows(rejected);
    Arrays.fill(rejections, null);
    count = 0;
  }
}
