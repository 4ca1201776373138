package dev.parley.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Carries one type of record. Within a node the record itself is handed over, for it is immutable; between nodes it goes
 * as a version byte, a length and CBOR, in which unknown fields are skipped, so that two releases can run side by side.
 */
final class RecordCodec<T> implements MessageCodec<T, T> {
    private static final byte VERSION = 1;

    private final ObjectMapper mapper;
    private final Class<T> type;

    RecordCodec(ObjectMapper mapper, Class<T> type) {
        this.mapper = mapper;
        this.type = type;
    }

    static String nameOf(Class<?> type) {
        return "parley:" + type.getName();
    }

    @Override
    public void encodeToWire(Buffer wire, T body) {
        try {
            byte[] bytes = mapper.writeValueAsBytes(body);
            wire.appendByte(VERSION).appendInt(bytes.length).appendBytes(bytes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public T decodeFromWire(int position, Buffer wire) {
        byte version = wire.getByte(position);
        if (version != VERSION) {
            throw new IllegalStateException("a bus message has version " + version + ", this node speaks " + VERSION);
        }
        int start = position + 1 + Integer.BYTES;
        try {
            return mapper.readValue(wire.getBytes(start, start + wire.getInt(position + 1)), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public T transform(T body) {
        return body;
    }

    @Override
    public String name() {
        return nameOf(type);
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
