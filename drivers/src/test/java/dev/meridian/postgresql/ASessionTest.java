package dev.meridian.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ASessionTest {
    /// The driver counts its own timeout in whole seconds, so with a deadline of one second both end together.
    private static final class FailsAsTheDeadlineEnds extends CompletableFuture<Session> {
        @Override
        public Session get(long timeout, TimeUnit unit) throws TimeoutException {
            completeExceptionally(new SQLException("The connection attempt failed."));
            throw new TimeoutException();
        }
    }

    @Test
    void that_fails_as_its_deadline_ends_was_certainly_not_opened() {
        InetAddress here = InetAddress.getLoopbackAddress();
        Session.Target target = new Session.Target(here, new InetSocketAddress(here, 1), "postgres", "test");
        assertThat(Session.await(new FailsAsTheDeadlineEnds(), target, Duration.ofSeconds(1)))
                .isInstanceOf(Reply.CertainlyNot.class);
    }
}
