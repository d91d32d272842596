package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.ReadLimits;

/**
 * Why a file cannot be read on, and where, counted from where counting began.
 *
 * @param code what is wrong
 * @param row the record that it is in; 0 is the header
 * @param byteOffset the byte
 */
record BlockFault(ErrorCode code, long row, long byteOffset) {

  /** Says it in words. */
  LeptonException toException(String source, ReadLimits limits) {
    String where =
        "%s, %s, byte %d: ".formatted(source, row == 0 ? "header" : "row " + row, byteOffset);
    if (code == ErrorCode.LIMIT_EXCEEDED) {
      return new LimitExceededException(
          code,
          where
              + "needs records of at most %d bytes and %d fields, found more from here on; a quote may be unclosed"
                  .formatted(limits.maxRecordBytes(), limits.maxColumns()));
    }
    return new MalformedInputException(code, where + what());
  }

  private String what() {
    return switch (code) {
      case UNCLOSED_QUOTE -> "needs a closing quote for the one here, found the end of the input";
      case TEXT_AFTER_QUOTE ->
          "needs a delimiter or a line end after a closing quote, found other text";
      case NUL_BYTE -> "needs text, found a NUL byte; is it UTF-16, or binary?";
      case INVALID_ENCODING -> "needs text in the encoding of the input, found other bytes";
      default -> code.name();
    };
  }
}
