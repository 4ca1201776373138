package dev.parley.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** What a client says over a WebSocket, as it is on the wire. */
public final class RawWebSocket {
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES_FOLLOW = 126;

    private RawWebSocket() {}

    /** Asks for a WebSocket. */
    public static String upgrade(String path) {
        return String.join(
                "\r\n",
                "GET " + path + " HTTP/1.1",
                "Host: parley",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "",
                "");
    }

    /** A text frame of up to 65,535 bytes, masked with zeros. */
    public static byte[] frame(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8).put((byte) TEXT);
        if (bytes.length < TWO_BYTES_FOLLOW) {
            frame.put((byte) (MASKED | bytes.length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTES_FOLLOW)).putShort((short) bytes.length);
        }
        frame.putInt(0).put(bytes).flip();
        byte[] all = new byte[frame.remaining()];
        frame.get(all);
        return all;
    }
}
