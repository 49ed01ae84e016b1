package dev.meridian.agent;

import dev.meridian.raft.Entry;
import dev.meridian.raft.Message;
import dev.meridian.raft.Payload;
import dev.meridian.raft.Snapshot;
import dev.meridian.units.RegionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Raft's messages as bytes: what kind it is, who says it, in which term, and the rest in the order of its fields.
final class Letters {
    private Letters() {}

    private enum Kind {
        PRE_VOTE(1),
        PRE_VOTE_ANSWER(2),
        REQUEST_VOTE(3),
        REQUEST_VOTE_ANSWER(4),
        APPEND_ENTRIES(5),
        APPEND_ENTRIES_ANSWER(6),
        INSTALL_SNAPSHOT(7),
        TIMEOUT_NOW(8),
        PROPOSE(9);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        static Kind of(int number) throws IOException {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new IOException("no message is of kind " + number);
        }
    }

    static byte[] bytes(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(message, new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes bytes", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Message message, DataOutputStream out) throws IOException {
        out.writeByte(kind(message).number);
        out.writeUTF(message.from().text());
        out.writeLong(message.term());
        switch (message) {
            case Message.PreVote asked -> {
                out.writeLong(asked.lastIndex());
                out.writeLong(asked.lastTerm());
            }
            case Message.PreVoteAnswer answer -> out.writeBoolean(answer.isGranted());
            case Message.RequestVote asked -> {
                out.writeLong(asked.lastIndex());
                out.writeLong(asked.lastTerm());
                out.writeBoolean(asked.isHandedOver());
            }
            case Message.RequestVoteAnswer answer -> out.writeBoolean(answer.isGranted());
            case Message.AppendEntries sent -> write(sent, out);
            case Message.AppendEntriesAnswer answer -> {
                out.writeBoolean(answer.isAccepted());
                out.writeLong(answer.previousIndex());
                out.writeLong(answer.index());
            }
            case Message.InstallSnapshot sent -> {
                out.writeLong(sent.snapshot().index());
                out.writeLong(sent.snapshot().term());
                write(sent.snapshot().state(), out);
            }
            case Message.TimeoutNow _ -> {}
            case Message.Propose proposal -> {
                out.writeLong(proposal.ticket());
                write(proposal.payload(), out);
            }
        }
    }

    private static Kind kind(Message message) {
        return switch (message) {
            case Message.PreVote _ -> Kind.PRE_VOTE;
            case Message.PreVoteAnswer _ -> Kind.PRE_VOTE_ANSWER;
            case Message.RequestVote _ -> Kind.REQUEST_VOTE;
            case Message.RequestVoteAnswer _ -> Kind.REQUEST_VOTE_ANSWER;
            case Message.AppendEntries _ -> Kind.APPEND_ENTRIES;
            case Message.AppendEntriesAnswer _ -> Kind.APPEND_ENTRIES_ANSWER;
            case Message.InstallSnapshot _ -> Kind.INSTALL_SNAPSHOT;
            case Message.TimeoutNow _ -> Kind.TIMEOUT_NOW;
            case Message.Propose _ -> Kind.PROPOSE;
        };
    }

    private static void write(Message.AppendEntries sent, DataOutputStream out) throws IOException {
        out.writeLong(sent.previousIndex());
        out.writeLong(sent.previousTerm());
        out.writeLong(sent.commit());
        out.writeInt(sent.entries().size());
        for (Entry entry : sent.entries()) {
            write(entry, out);
        }
    }

    static void write(Entry entry, DataOutputStream out) throws IOException {
        out.writeLong(entry.term());
        out.writeUTF(entry.by().text());
        out.writeLong(entry.ticket());
        write(entry.payload(), out);
    }

    private static void write(Payload payload, DataOutputStream out) throws IOException {
        out.writeInt(payload.length());
        out.write(payload.bytes());
    }

    /// @throws IOException if these are not the bytes of a message
    static Message message(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Kind kind = Kind.of(in.readUnsignedByte());
        RegionName from = region(in);
        long term = in.readLong();
        return switch (kind) {
            case PRE_VOTE -> new Message.PreVote(from, term, in.readLong(), in.readLong());
            case PRE_VOTE_ANSWER -> new Message.PreVoteAnswer(from, term, in.readBoolean());
            case REQUEST_VOTE -> new Message.RequestVote(from, term, in.readLong(), in.readLong(), in.readBoolean());
            case REQUEST_VOTE_ANSWER -> new Message.RequestVoteAnswer(from, term, in.readBoolean());
            case APPEND_ENTRIES ->
                new Message.AppendEntries(from, term, in.readLong(), in.readLong(), in.readLong(), entries(in));
            case APPEND_ENTRIES_ANSWER ->
                new Message.AppendEntriesAnswer(from, term, in.readBoolean(), in.readLong(), in.readLong());
            case INSTALL_SNAPSHOT ->
                new Message.InstallSnapshot(from, term, new Snapshot(in.readLong(), in.readLong(), payload(in)));
            case TIMEOUT_NOW -> new Message.TimeoutNow(from, term);
            case PROPOSE -> new Message.Propose(from, term, in.readLong(), payload(in));
        };
    }

    private static List<Entry> entries(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(in));
        }
        return entries;
    }

    static Entry entry(DataInputStream in) throws IOException {
        return new Entry(in.readLong(), region(in), in.readLong(), payload(in));
    }

    static RegionName region(DataInputStream in) throws IOException {
        String text = in.readUTF();
        if (!RegionName.isName(text)) {
            throw new IOException("not the name of a member: " + text);
        }
        return new RegionName(text);
    }

    private static Payload payload(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes in a message that has " + in.available() + " left");
        }
        return Payload.of(in.readNBytes(length));
    }
}
