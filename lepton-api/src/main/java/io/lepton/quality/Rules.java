package io.lepton.quality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules that records of a data set must keep.
 *
 * <p>Every rule looks at the record as it was read, whatever the others make of it: their order
 * decides nothing but the order in reports, and which rule is named when a record breaks several.
 *
 * <p>Immutable and safe for use by many threads, as far as the rules are.
 */
public final class Rules {

  private static final Rules NONE = new Rules(List.of());

  private final List<Rule> list;

  private Rules(List<Rule> list) {
    this.list = list;
  }

  /**
   * Returns no rules: every record keeps them.
   *
   * @return the empty rules
   */
  public static Rules none() {
    return NONE;
  }

  /**
   * Returns these rules.
   *
   * @param rules the rules in order
   * @return the rules
   */
  public static Rules of(Rule... rules) {
    return new Rules(List.of(rules));
  }

  /**
   * Returns these rules.
   *
   * @param rules the rules in order
   * @return the rules
   */
  public static Rules of(Collection<Rule> rules) {
    return new Rules(List.copyOf(rules));
  }

  /**
   * Returns the rules one by one.
   *
   * @return the rules in order, unmodifiable
   */
  public List<Rule> list() {
    return list;
  }

  /**
   * Adds other rules.
   *
   * @param others the rules that follow these
   * @return both
   */
  public Rules and(Rules others) {
    List<Rule> both = new ArrayList<>(list);
    both.addAll(others.list);
    return of(both);
  }

  /**
   * Returns how many rules there are.
   *
   * @return the number of rules
   */
  public int size() {
    return list.size();
  }

  /**
   * Says whether there are no rules.
   *
   * @return true if every record keeps them
   */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rules that && list.equals(that.list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  /**
   * Returns one line a rule.
   *
   * @return the rules in order
   */
  @Override
  public String toString() {
    return list.stream().map(Rule::toString).collect(Collectors.joining(System.lineSeparator()));
  }
}
