package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class InquiryTest {

    private final Inquiry<Integer> inquiry = new Inquiry<>();

    @Test
    void isAbandonedByWhoeverCancelsWhatWasMadeOfIt() {
        CompletableFuture<String> text = inquiry.thenApply(Object::toString).thenApply(String::trim);
        assertThat(inquiry.isAbandoned()).isFalse();

        text.cancel(false);

        assertThat(inquiry.isAbandoned()).isTrue();
    }

    @Test
    void isAbandonedAlsoAfterWhatWasMadeOfItHasFailed() {
        CompletableFuture<String> text = inquiry.thenApply(Object::toString);
        text.completeExceptionally(new CompletionException(null));

        assertThat(text.cancel(false)).isFalse();
        assertThat(inquiry.isAbandoned()).isTrue();
    }

    @Test
    void hasAnAnswerLikeAnyOther() {
        CompletableFuture<String> text = inquiry.thenApply(Object::toString);
        inquiry.complete(7);

        assertThat(text).isCompletedWithValue("7");
        assertThat(inquiry.isAbandoned()).isFalse();
    }
}
