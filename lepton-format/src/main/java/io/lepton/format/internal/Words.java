package io.lepton.format.internal;

/** The words that stand for a value: their letters, the first one lowest. */
final class Words {

  static final long TRUE = 0x65757274L;
  static final long FALSE = 0x65736c6166L;

  private Words() {}
}
