package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.raft.Entry;
import dev.meridian.raft.Message;
import dev.meridian.raft.Payload;
import dev.meridian.raft.Snapshot;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What members of the log say to each other arrives as it was meant, or not at all.
class LettersTest {
    private static final RegionName EUROPE = new RegionName("eu-west-1");
    private static final Payload BYTES = Payload.of(new byte[] {1, 2, 3});

    static List<Message> all() {
        Entry entry = new Entry(4, EUROPE, 77, BYTES);
        return List.of(
                new Message.PreVote(EUROPE, 5, 6, 4),
                new Message.PreVoteAnswer(EUROPE, 5, true),
                new Message.RequestVote(EUROPE, 5, 6, 4, true),
                new Message.RequestVoteAnswer(EUROPE, 5, false),
                new Message.AppendEntries(EUROPE, 5, 6, 4, 3, List.of(entry, new Entry(5, EUROPE, 0, Payload.NONE))),
                new Message.AppendEntriesAnswer(EUROPE, 5, true, 6, 8),
                new Message.InstallSnapshot(EUROPE, 5, new Snapshot(3, 2, BYTES)),
                new Message.TimeoutNow(EUROPE, 5),
                new Message.Propose(EUROPE, 5, Long.MAX_VALUE, BYTES));
    }

    @Test
    void areOfEveryKind() {
        assertThat(all().stream().map(Message::getClass).distinct())
                .hasSameSizeAs(Message.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("all")
    void sayWhatWasMeant(Message message) throws IOException {
        assertThat(Letters.message(Letters.bytes(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("all")
    void areRefusedWhereAPartIsMissing(Message message) {
        byte[] whole = Letters.bytes(message);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Letters.message(part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(IOException.class);
        }
    }
}
