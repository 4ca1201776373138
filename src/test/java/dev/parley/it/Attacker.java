package dev.parley.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.servers.RawWebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** Somebody at a socket who keeps to no rule. Comes through a balancer that names their address. */
final class Attacker implements AutoCloseable {
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket = new Socket();

    /** @param address whose connection the balancer says it is */
    Attacker(URI edge, String address) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.getPort()));
        write(proxyLine(address).getBytes(US_ASCII));
    }

    /** How a balancer says whose connection it is. */
    static String proxyLine(String address) {
        return "PROXY TCP4 " + address + " 127.0.0.1 40000 80\r\n";
    }

    /** Asks for a WebSocket and waits for the answer. */
    Attacker upgrade() throws IOException {
        write(RawWebSocket.upgrade("/ws").getBytes(US_ASCII));
        InputStream in = socket.getInputStream();
        for (int seen = 0; seen < 4; ) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("closed before the upgrade");
            }
            seen = read == (seen % 2 == 0 ? '\r' : '\n') ? seen + 1 : 0;
        }
        return this;
    }

    void frame(String text) throws IOException {
        write(RawWebSocket.frame(text));
    }

    void write(byte... bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
    }

    /** One byte, or -1 at the end. Waits for it. */
    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Whether the server ended the connection, in what it had sent before or at once after it; reads all of that. */
    boolean isCutOff(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        byte[] any = new byte[SMALL_BUFFER];
        try {
            while (socket.getInputStream().read(any) >= 0) {}
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
