package io.lepton.format.cleaning;

import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the rejections of a batch into the order of the rows: those of the source come before
 * those of the first step, and so on, whatever their rows.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class OrderedRejections implements RejectionHandler {

  /** A source may reject without end before it has a row: more than these are not kept back. */
  private static final int MAX_KEPT = 1 << 14;

  private final RejectionHandler target;
  private final List<Rejection> kept = new ArrayList<>();

  OrderedRejections(RejectionHandler target) {
    this.target = target;
  }

  @Override
  public void reject(Rejection rejection) {
    kept.add(rejection);
    if (kept.size() == MAX_KEPT) {
      deliver();
    }
  }

  /** Tells the target of what was kept back. */
  void deliver() {
    List<Rejection> batch = new ArrayList<>(kept);
    kept.clear();
    batch.sort(Comparator.comparingLong(Rejection::row));
    batch.forEach(target::reject);
  }
}
