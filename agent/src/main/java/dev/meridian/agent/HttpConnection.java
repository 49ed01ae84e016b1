package dev.meridian.agent;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One persistent HTTP/1.1 connection from a chosen source address, one request at a time, every wait bounded.
///
/// The JDK's client chooses connections by itself and retries by itself; a probe and a load generator have to
/// know exactly which request went over which connection and whether its answer is missing or was never sent.
public final class HttpConnection implements AutoCloseable {
    private static final int LONGEST_LINE = 16 << 10;
    private static final int LONGEST_QUOTE = 60;
    private static final int MOST_HEADERS = 256;
    private static final int LONGEST_BODY = 64 << 20;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) (\\d{3})( .*)?", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

    private final Socket socket;
    private final InputStream in;
    private final String host;

    /// An answer.
    ///
    /// @param body nothing where the server did not say how long it is; the connection is closed then
    public record Response(int status, String body) {}

    private HttpConnection(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 4096);
        this.host = host;
    }

    /// Connects from `source`.
    ///
    /// @param timeout for the connection to be made
    public static HttpConnection open(InetAddress source, InetSocketAddress target, String host, Duration timeout)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 0);
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(target, (int) timeout.toMillis());
            return new HttpConnection(socket, host);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Sends a request and waits for its answer.
    ///
    /// @throws java.net.SocketTimeoutException if no answer came in time: the request may have been carried out
    /// @throws ProtocolException if what came is no answer of HTTP/1
    public Response exchange(String method, String path, String body, Duration timeout) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + content.length
                + "\r\n\r\n";
        ByteArrayOutputStream message = new ByteArrayOutputStream(head.length() + content.length);
        message.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(content);
        socket.setSoTimeout(Math.max(1, (int) timeout.toMillis()));
        socket.getOutputStream().write(message.toByteArray());
        return read();
    }

    /// Whether another request can go over it.
    public boolean isOpen() {
        return !socket.isClosed();
    }

    /// What follows a head without a length (chunks, or all until the server closes) is not read: nobody here
    /// needs it, and the next answer does not begin where it does.
    private Response read() throws IOException {
        Head head = head();
        byte[] body = in.readNBytes(head.length().orElse(0));
        if (body.length < head.length().orElse(0)) {
            throw new EOFException("the answer was cut off");
        }
        if (head.isLast() || head.length().isEmpty()) {
            close();
        }
        return new Response(head.status(), new String(body, StandardCharsets.UTF_8));
    }

    /// What stands before a body.
    ///
    /// @param length of the body; empty if it is not told beforehand
    /// @param isLast whether the server closes the connection behind it
    private record Head(int status, OptionalInt length, boolean isLast) {}

    private Head head() throws IOException {
        String first = line();
        Matcher status = STATUS.matcher(first);
        if (!status.matches()) {
            throw new ProtocolException(
                    "no status of HTTP/1: " + first.substring(0, Math.min(first.length(), LONGEST_QUOTE)));
        }
        OptionalInt length = OptionalInt.empty();
        boolean isChunked = false;
        boolean isLast = status.group(1).equals("0");
        int headers = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (++headers > MOST_HEADERS) {
                throw new ProtocolException("more than " + MOST_HEADERS + " headers");
            }
            String value = header.substring(header.indexOf(':') + 1).strip();
            switch (header.substring(0, Math.max(0, header.indexOf(':'))).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = OptionalInt.of(length(value));
                case "transfer-encoding" -> isChunked = true;
                case "connection" -> isLast |= value.toLowerCase(Locale.ROOT).contains("close");
                default -> {}
            }
        }
        return new Head(Integer.parseInt(status.group(2)), isChunked ? OptionalInt.empty() : length, isLast);
    }

    private static int length(String text) throws ProtocolException {
        if (!LENGTH.matcher(text).matches() || Integer.parseInt(text) > LONGEST_BODY) {
            throw new ProtocolException("no length of a body that is read here: " + text);
        }
        return Integer.parseInt(text);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (line.length() > LONGEST_LINE) {
                throw new ProtocolException("a line of more than " + LONGEST_LINE + " characters");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /// Aborts: what is under way is not waited for.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            return;
        }
    }
}
