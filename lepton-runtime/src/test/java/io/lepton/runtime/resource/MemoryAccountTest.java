package io.lepton.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.model.InferenceException;
import io.lepton.model.NativeMemoryBudget;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryAccountTest {

  private final NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(100);
  private final MemoryAccount account = MemoryAccount.open("Model m", Optional.of(budget));

  @Test
  void take_isHeldHereAndTakenOffTheBudget() {
    account.take(30);
    account.giveBack(10);
    assertThat(account.heldBytes()).isEqualTo(20);
    assertThat(budget.usedBytes()).isEqualTo(20);
  }

  @Test
  void take_beyondTheBudget_namesTheOwnerAndHoldsNothing() {
    try (MemoryAccount part = account.openPart("A binding")) {
      assertThatThrownBy(() -> part.take(101))
          .isInstanceOf(InferenceException.class)
          .hasMessageStartingWith("A binding of Model m needs 101 bytes");
    }
    assertThat(account.heldBytes()).isZero();
  }

  @Test
  void take_byAPart_isHeldByTheWholeAsWell() {
    try (MemoryAccount part = account.openPart("A binding")) {
      part.take(40);
      assertThat(account.heldBytes()).isEqualTo(40);
    }
    assertThat(account.heldBytes()).isZero();
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void close_whileAPartIsOpen_givesBackOnlyItsOwn() {
    MemoryAccount part = account.openPart("A binding");
    account.take(10);
    part.take(20);
    account.close();
    assertThat(budget.usedBytes()).isEqualTo(20);
    part.close();
    part.close();
    account.close();
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void take_withoutBudget_isOnlyCounted() {
    try (MemoryAccount free = MemoryAccount.open("m", Optional.empty())) {
      free.take(1L << 40);
      assertThat(free.heldBytes()).isEqualTo(1L << 40);
    }
  }

  @Test
  void sibling_isOnTheSameBudgetAndNotCountedHere() {
    try (MemoryAccount other = account.sibling("Model n")) {
      other.take(50);
      assertThat(account.heldBytes()).isZero();
      assertThat(budget.usedBytes()).isEqualTo(50);
    }
  }
}
