package dev.meridian.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// From the bytes of a question to the bytes of its answer, given a zone. No sockets, no clock.
///
/// NXDOMAIN says that neither the name nor anything below it exists; an existing name without records of the
/// type asked for is NOERROR with an empty answer and the SOA beside it (RFC 2308 §2.2); a name outside the
/// zone is REFUSED.
final class Responder {
    /// What fits into a UDP answer without EDNS (RFC 1035 §4.2.1), and the most that we send with it.
    private static final int PLAIN_UDP_BYTES = 512;

    private static final int MOST_UDP_BYTES = 1232;
    private static final int HEADER_BYTES = 12;
    private static final int RESPONSE_BIT = 0x80;
    /// How long "no such name" may be remembered: short, because routes appear.
    private static final int NEGATIVE_TTL_SECONDS = 1;

    private static final int SOA_TTL_SECONDS = 60;
    private static final int SOA_REFRESH_SECONDS = 3600;
    private static final int SOA_RETRY_SECONDS = 600;
    private static final int SOA_EXPIRE_SECONDS = 86_400;

    private Responder() {}

    /// The bytes to send back while it may be unknown what is published; empty for what must not be answered
    /// at all.
    static Optional<byte[]> answer(byte[] question, Optional<Zone> zone, boolean overTcp) {
        if (zone.isPresent()) {
            return respond(question, zone.get(), overTcp);
        }
        return question.length < HEADER_BYTES || (question[2] & RESPONSE_BIT) != 0
                ? Optional.empty()
                : Optional.of(failure(question));
    }

    private static byte[] failure(byte[] question) {
        try {
            Message query = new Message(question);
            Message response = new Message(query.getHeader().getID());
            response.getHeader().setFlag(Flags.QR);
            response.getHeader().setRcode(Rcode.SERVFAIL);
            if (query.getQuestion() != null) {
                response.addRecord(query.getQuestion(), Section.QUESTION);
            }
            return response.toWire();
        } catch (IOException malformed) {
            return formError(question);
        }
    }

    /// The bytes to send back; empty for what must not be answered at all (fragments, and answers sent to us).
    static Optional<byte[]> respond(byte[] question, Zone zone, boolean overTcp) {
        if (question.length < HEADER_BYTES || (question[2] & RESPONSE_BIT) != 0) {
            return Optional.empty();
        }
        try {
            Message query = new Message(question);
            Message response = answer(query, zone);
            return Optional.of(response.toWire(overTcp ? Message.MAXLENGTH : udpLimit(query)));
        } catch (IOException malformed) {
            return Optional.of(formError(question));
        }
    }

    private static Message answer(Message query, Zone zone) throws TextParseException {
        Message response = new Message(query.getHeader().getID());
        Header header = response.getHeader();
        header.setFlag(Flags.QR);
        header.setOpcode(query.getHeader().getOpcode());
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        OPTRecord edns = query.getOPT();
        if (edns != null) {
            response.addRecord(new OPTRecord(MOST_UDP_BYTES, edns.getVersion() > 0 ? 1 : 0, 0), Section.ADDITIONAL);
        }
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            header.setRcode(Rcode.NOTIMP);
            return response;
        }
        if (query.getHeader().getCount(Section.QUESTION) != 1) {
            header.setRcode(Rcode.FORMERR);
            return response;
        }
        response.addRecord(query.getQuestion(), Section.QUESTION);
        if (edns == null || edns.getVersion() == 0) {
            fill(response, query.getQuestion(), zone);
        }
        return response;
    }

    private static void fill(Message response, Record question, Zone zone) throws TextParseException {
        String name = Zone.canonical(question.getName().toString(true));
        int type = question.getType();
        if (question.getDClass() != DClass.IN || !zone.contains(name) || isTransfer(type)) {
            response.getHeader().setRcode(Rcode.REFUSED);
            return;
        }
        response.getHeader().setFlag(Flags.AA);
        addAddresses(response, question, zone);
        if (name.equals(zone.origin())) {
            addApex(response, question.getName(), type, zone);
        }
        if (response.getSection(Section.ANSWER).isEmpty()) {
            response.getHeader().setRcode(zone.exists(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
            response.addRecord(
                    soa(Name.fromString(zone.origin() + "."), zone, NEGATIVE_TTL_SECONDS), Section.AUTHORITY);
        }
    }

    private static void addAddresses(Message response, Record question, Zone zone) {
        Answer answer = zone.names().get(Zone.canonical(question.getName().toString(true)));
        if (answer == null) {
            return;
        }
        for (InetAddress address : answer.addresses()) {
            long ttl = answer.ttl().toSeconds();
            int type = question.getType();
            if (address instanceof Inet4Address && (type == Type.A || type == Type.ANY)) {
                response.addRecord(new ARecord(question.getName(), DClass.IN, ttl, address), Section.ANSWER);
            } else if (address instanceof Inet6Address && (type == Type.AAAA || type == Type.ANY)) {
                response.addRecord(new AAAARecord(question.getName(), DClass.IN, ttl, address), Section.ANSWER);
            }
        }
    }

    private static void addApex(Message response, Name origin, int type, Zone zone) throws TextParseException {
        if (type == Type.SOA || type == Type.ANY) {
            response.addRecord(soa(origin, zone, SOA_TTL_SECONDS), Section.ANSWER);
        }
        if (type == Type.NS || type == Type.ANY) {
            Name server = Name.fromString("ns", origin);
            response.addRecord(new NSRecord(origin, DClass.IN, SOA_TTL_SECONDS, server), Section.ANSWER);
        }
    }

    private static SOARecord soa(Name origin, Zone zone, int ttl) throws TextParseException {
        return new SOARecord(
                origin,
                DClass.IN,
                ttl,
                Name.fromString("ns", origin),
                Name.fromString("hostmaster", origin),
                zone.serial() & 0xffff_ffffL,
                SOA_REFRESH_SECONDS,
                SOA_RETRY_SECONDS,
                SOA_EXPIRE_SECONDS,
                NEGATIVE_TTL_SECONDS);
    }

    private static boolean isTransfer(int type) {
        return type == Type.AXFR || type == Type.IXFR;
    }

    private static int udpLimit(Message query) {
        OPTRecord edns = query.getOPT();
        return edns == null ? PLAIN_UDP_BYTES : Math.clamp(edns.getPayloadSize(), PLAIN_UDP_BYTES, MOST_UDP_BYTES);
    }

    /// A header that repeats the id of what could not be read.
    private static byte[] formError(byte[] question) {
        Header header = new Header(((question[0] & 0xff) << 8) | (question[1] & 0xff));
        header.setFlag(Flags.QR);
        header.setRcode(Rcode.FORMERR);
        return header.toWire();
    }
}
