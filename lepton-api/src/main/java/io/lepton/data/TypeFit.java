package io.lepton.data;

import io.lepton.data.ColumnType.Kind;
import java.math.BigInteger;

/**
 * Says whether one type holds every value of another, exactly.
 *
 * <p>Stateless.
 */
final class TypeFit {

  private TypeFit() {}

  /** Says whether every value of a type is one of another type, as the same value. */
  static boolean fits(ColumnType from, ColumnType into) {
    return from.width() == into.width()
        && (from.equals(into) || elementFits(from.element(), into.element()));
  }

  private static boolean elementFits(ColumnType from, ColumnType into) {
    if (from.isFloatingPoint()) {
      return into.isFloatingPoint() && floatFits(from.kind(), into.kind());
    }
    if (into.isFloatingPoint()) {
      return isWhole(from) && largest(from).compareTo(exactUpTo(into.kind())) <= 0;
    }
    if (into.kind() == Kind.DECIMAL) {
      return isNumber(from)
          && into.scale() >= from.scale()
          && into.precision() - into.scale() >= wholeDigits(from);
    }
    return isWhole(from)
        && isWhole(into)
        && smallest(from).compareTo(smallest(into)) >= 0
        && largest(from).compareTo(largest(into)) <= 0;
  }

  // FP16 has more digits and BF16 more range: neither holds the other.
  private static boolean floatFits(Kind from, Kind into) {
    return from == into || into.compareTo(from) > 0 && into.compareTo(Kind.FP32) >= 0;
  }

  private static boolean isNumber(ColumnType type) {
    return type.isInteger() || type.kind() == Kind.DECIMAL;
  }

  private static boolean isWhole(ColumnType type) {
    return type.isInteger() || type.kind() == Kind.DECIMAL && type.scale() == 0;
  }

  private static int wholeDigits(ColumnType type) {
    return type.isInteger()
        ? smallest(type).abs().max(largest(type)).toString().length()
        : type.precision() - type.scale();
  }

  private static BigInteger largest(ColumnType type) {
    if (type.kind() == Kind.DECIMAL) {
      return BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    }
    int bits = type.isUnsigned() ? bits(type.kind()) : bits(type.kind()) - 1;
    return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
  }

  private static BigInteger smallest(ColumnType type) {
    if (type.kind() == Kind.DECIMAL) {
      return largest(type).negate();
    }
    return type.isUnsigned() ? BigInteger.ZERO : largest(type).not();
  }

  private static int bits(Kind kind) {
    return switch (kind) {
      case INT8, UINT8 -> 8;
      case INT16, UINT16 -> 16;
      case INT32, UINT32 -> 32;
      case INT64, UINT64 -> 64;
      default -> throw new IllegalArgumentException(kind + " is not an integer");
    };
  }

  /** Two to the digits of the significand: up to there, a float has all whole numbers. */
  private static BigInteger exactUpTo(Kind kind) {
    return BigInteger.TWO.pow(
        switch (kind) {
          case BF16 -> 8;
          case FP16 -> 11;
          case FP32 -> 24;
          case FP64 -> 53;
          default -> throw new IllegalArgumentException(kind + " is not a floating point type");
        });
  }
}
