package io.lepton.format.regex;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One way to ask a pattern: for the whole value or for a match anywhere.
 *
 * <p><b>Threads.</b> Any number: the automaton is immutable where it is small. Where it is not, the
 * cache is lent to one thread at a time, and who finds it lent makes a new one.
 */
final class Search {

  private final Nfa nfa;
  private final ByteClasses classes;
  private final boolean finding;
  private final @Nullable Dfa dfa;
  private final AtomicReference<@Nullable DfaCache> idle = new AtomicReference<>();

  Search(Nfa nfa, ByteClasses classes, boolean finding) {
    this.nfa = nfa;
    this.classes = classes;
    this.finding = finding;
    this.dfa = Dfa.of(nfa, classes, finding);
  }

  /** Returns the automaton with all of its states, or null if those are too many. */
  @Nullable Dfa dfa() {
    return dfa;
  }

  DfaCache newCache() {
    return new DfaCache(nfa, classes, finding);
  }

  boolean accepts(byte[] bytes, int start, int end) {
    return dfa != null ? dfa.accepts(bytes, start, end) : acceptsLent(bytes, start, end);
  }

  private boolean acceptsLent(byte[] bytes, int start, int end) {
    DfaCache lent = idle.getAndSet(null);
    DfaCache cache = lent == null ? newCache() : lent;
    boolean accepted = cache.accepts(bytes, start, end);
    idle.set(cache);
    return accepted;
  }
}
