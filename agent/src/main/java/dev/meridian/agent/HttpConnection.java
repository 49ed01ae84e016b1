package dev.meridian.agent;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One persistent HTTP/1.1 connection from a chosen source address, one request at a time, every wait bounded.
///
/// The JDK's client chooses connections by itself and retries by itself; a probe and a load generator have to
/// know exactly which request went over which connection and whether its answer is missing or was never sent.
public final class HttpConnection implements AutoCloseable {
    private static final int LONGEST_HEAD = 16 << 10;

    private final Socket socket;
    private final InputStream in;
    private final String host;

    /// An answer.
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

    private Response read() throws IOException {
        String status = line();
        int code = Integer.parseInt(status.split(" ", 3)[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer was cut off");
        }
        return new Response(code, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_HEAD) {
                throw new EOFException("the connection was closed");
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
