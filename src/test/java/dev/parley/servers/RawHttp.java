package dev.parley.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection to a server on this machine, over which anything is said. */
public final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOMENT_MILLIS = 50;
    private static final int STATUS_LINE = 12;
    private static final String END = "\r\n\r\n";

    private final Socket socket;
    private boolean cut;

    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Writes for as long as the server takes it. */
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException gone) {
            cut = true;
        }
    }

    /** The status of the answer; 0 when there is none. */
    public int status() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            String line = new String(socket.getInputStream().readNBytes(STATUS_LINE), StandardCharsets.US_ASCII);
            return line.matches("HTTP/1\\.[01] \\d{3}") ? Integer.parseInt(line.substring(9)) : 0;
        } catch (SocketException reset) {
            return 0;
        }
    }

    /** All that is answered until the server closes. */
    public String all() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** The head of the answer. */
    public String head() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        StringBuilder head = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            head.append((char) next);
            if (head.length() >= END.length()
                    && head.substring(head.length() - END.length()).equals(END)) {
                break;
            }
        }
        return head.toString();
    }

    /** Waits a moment for the server to close, and tells whether it did. */
    public boolean isCut() throws IOException {
        socket.setSoTimeout(MOMENT_MILLIS);
        try {
            while (!cut) {
                cut = socket.getInputStream().read() < 0;
            }
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            cut = true;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
