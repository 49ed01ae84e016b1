package dev.meridian.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// One question to one server, and what came of it: over UDP from a fresh port, over TCP if the answer was cut
/// short. A packet that does not answer this very question (id, name, type) is ignored and the wait goes on.
final class Exchange {
    private static final int MOST_ANSWER_BYTES = 4096;

    private Exchange() {}

    /// What a server made of a question.
    sealed interface Reply {
        /// Addresses, with the least of their times to live.
        record Addresses(List<InetAddress> addresses, Duration ttl) implements Reply {}

        /// The server is responsible and there is no address.
        record None(boolean nameExists) implements Reply {}

        /// No usable answer from this server; another may have one.
        ///
        /// @param isSilent whether it gave none at all
        record Failed(String why, boolean isSilent) implements Reply {}
    }

    static Reply ask(InetAddress source, InetSocketAddress server, String name, Duration perTry) {
        try {
            Message query = Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN));
            Message answer = overUdp(source, server, query, perTry);
            return read(answer.getHeader().getFlag(Flags.TC) ? overTcp(source, server, query, perTry) : answer);
        } catch (TextParseException notAName) {
            return new Reply.None(false);
        } catch (SocketTimeoutException silent) {
            return new Reply.Failed("no answer within " + perTry.toMillis() + " ms", true);
        } catch (IOException e) {
            return new Reply.Failed(String.valueOf(e.getMessage()), true);
        }
    }

    private static Message overUdp(InetAddress source, InetSocketAddress server, Message query, Duration perTry)
            throws IOException {
        long until = System.nanoTime() + perTry.toNanos();
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
            socket.connect(server);
            byte[] question = query.toWire();
            socket.send(new DatagramPacket(question, question.length));
            byte[] buffer = new byte[MOST_ANSWER_BYTES];
            while (true) {
                socket.setSoTimeout(millisLeft(until));
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Optional<Message> answer = answerTo(query, Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }

    private static Message overTcp(InetAddress source, InetSocketAddress server, Message query, Duration perTry)
            throws IOException {
        long until = System.nanoTime() + perTry.toNanos();
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(server, millisLeft(until));
            socket.getOutputStream().write(DnsServer.framed(query.toWire()));
            socket.setSoTimeout(millisLeft(until));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] bytes = new byte[in.readUnsignedShort()];
            in.readFully(bytes);
            return answerTo(query, bytes).orElseThrow(() -> new IOException("answered something else over TCP"));
        }
    }

    private static int millisLeft(long until) throws SocketTimeoutException {
        long left = (until - System.nanoTime() + 999_999) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    static Optional<Message> answerTo(Message query, byte[] bytes) {
        try {
            Message answer = new Message(bytes);
            boolean ours = answer.getHeader().getFlag(Flags.QR)
                    && answer.getHeader().getID() == query.getHeader().getID()
                    && query.getQuestion().equals(answer.getQuestion());
            return ours ? Optional.of(answer) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Reply read(Message answer) {
        int rcode = answer.getRcode();
        if (rcode == Rcode.NXDOMAIN) {
            return new Reply.None(false);
        }
        if (rcode != Rcode.NOERROR) {
            return new Reply.Failed("answered " + Rcode.string(rcode), false);
        }
        List<InetAddress> addresses = new ArrayList<>();
        long ttl = Long.MAX_VALUE;
        for (Record found : answer.getSection(Section.ANSWER)) {
            if (found instanceof ARecord a) {
                addresses.add(a.getAddress());
                ttl = Math.min(ttl, a.getTTL());
            }
        }
        return addresses.isEmpty()
                ? new Reply.None(true)
                : new Reply.Addresses(List.copyOf(addresses), Duration.ofSeconds(ttl));
    }
}
