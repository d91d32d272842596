package io.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NativeMemoryBudgetTest {

  @Test
  void take_uptoTheLimit_isCounted() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(100);
    budget.take(60, "a model");
    budget.take(40, "a binding");
    assertThat(budget.usedBytes()).isEqualTo(100);
    assertThat(budget).hasToString("100 of 100 bytes used");
  }

  @Test
  void take_beyondTheLimit_saysNeededUsedAndLimitAndTakesNothing() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(100);
    budget.take(60, "a model");
    assertThatThrownBy(() -> budget.take(41, "A binding of model churn"))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_BUDGET))
        .hasMessage(
            "A binding of model churn needs 41 bytes of native memory, of the budget of 100 bytes 60 are used");
    assertThat(budget.usedBytes()).isEqualTo(60);
  }

  @Test
  void take_hugeAmount_doesNotOverflow() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(Long.MAX_VALUE);
    budget.take(10, "a model");
    assertThatThrownBy(() -> budget.take(Long.MAX_VALUE, "all"))
        .isInstanceOf(InferenceException.class);
  }

  @Test
  void giveBack_makesRoomAgain() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(100);
    budget.take(100, "a model");
    budget.giveBack(100);
    budget.take(100, "another");
    assertThat(budget.usedBytes()).isEqualTo(100);
  }

  @Test
  void take_byManyThreads_neverExceedsTheLimit() throws InterruptedException {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1000);
    AtomicInteger taken = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> takeAll(budget, taken));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(taken).hasValue(142);
    assertThat(budget.usedBytes()).isEqualTo(994);
  }

  private static void takeAll(NativeMemoryBudget budget, AtomicInteger taken) {
    try {
      while (true) {
        budget.take(7, "a part");
        taken.incrementAndGet();
      }
    } catch (InferenceException e) {
      // Nothing is left.
    }
  }

  @Test
  void ofBytes_belowOne_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NativeMemoryBudget.ofBytes(0));
  }
}
