package io.lepton.format.profile;

/**
 * How many of how many.
 *
 * @param good what is as it should be
 * @param all what was looked at
 */
record Tally(long good, long all) {

  static final Tally NOTHING = new Tally(0, 0);

  Tally plus(long moreGood, long more) {
    return new Tally(good + moreGood, all + more);
  }
}
