package io.lepton.format.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ValueNode;

/**
 * Makes numbers that the validator library compares exactly.
 *
 * <p>It takes whole numbers for doubles in {@code multipleOf}, and decimals for longs beside an
 * integer bound, which rounds the ones and throws for the others. What numbers say of themselves
 * decides which way it goes.
 */
final class ExactNumbers extends JsonNodeFactory {

  /** The most digits of a number, were it written without an exponent. */
  static final int MAX_DIGITS = 1_000;

  private static final long serialVersionUID = 1L;

  private static final long MAX_EXACT_DOUBLE = 1L << 53;

  @Override
  public NumericNode numberNode(long value) {
    boolean exact = value <= MAX_EXACT_DOUBLE && value >= -MAX_EXACT_DOUBLE;
    return exact ? super.numberNode(value) : new Whole(BigInteger.valueOf(value));
  }

  @Override
  public ValueNode numberNode(BigInteger value) {
    return new Whole(value);
  }

  // Written out, 1e1000000000 has a billion digits; to divide it takes hours.
  @Override
  public ValueNode numberNode(BigDecimal value) {
    if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
      throw new StreamConstraintsException("A number has too many digits");
    }
    if (value.abs().compareTo(BigDecimal.valueOf(MAX_EXACT_DOUBLE)) <= 0) {
      return super.numberNode(value);
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    return whole ? new Whole(value.toBigIntegerExact()) : new Large(value);
  }

  /** A whole number that no double is sure to hold: a decimal, too, for those who ask first. */
  private static final class Whole extends BigIntegerNode {

    private static final long serialVersionUID = 1L;

    Whole(BigInteger value) {
      super(value);
    }

    @Override
    public boolean isBigDecimal() {
      return true;
    }
  }

  /** A decimal that may be beyond every long: the last long stands for it, for it is no integer. */
  private static final class Large extends DecimalNode {

    private static final long serialVersionUID = 1L;

    Large(BigDecimal value) {
      super(value);
    }

    @Override
    public boolean inLongRange() {
      return true;
    }

    @Override
    public long _asLongValueUnchecked() {
      return decimalValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
