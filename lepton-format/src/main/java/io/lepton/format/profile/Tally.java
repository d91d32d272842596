package io.lepton.format.profile;

/**
 * How many of how many.
 *
 * @param good what is as it should be
 * @param all what was looked at
 * @param error the standard error of the share, an upper bound of it where several were added
 */
record Tally(long good, long all, double error) {

  static final Tally NOTHING = new Tally(0, 0, 0);

  Tally plus(long moreGood, long more) {
    return plus(new Tally(moreGood, more, 0));
  }

  Tally plus(Tally other) {
    return new Tally(good + other.good, all + other.all, Math.max(error, other.error));
  }
}
