package dev.parley.protocol;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What clients send and get, with a text of a hundred characters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    private static final UserId SENDER = new UserId(250_912_776_781_824_001L);
    private static final UserId RECEIVER = new UserId(250_912_776_781_824_002L);

    private String send;
    private ServerFrame message;
    private ServerFrame accepted;

    public FrameBenchmark() {
        String ref = "01936f5c-7a90-7c1e-9f30-000000000001";
        String text = "Shall we meet at eight? ".repeat(5).substring(0, 100);
        ConversationId conversation = ConversationId.direct(SENDER, RECEIVER);
        MessageId id = new MessageId(250_912_776_781_824_003L);
        send = "{\"type\":\"send\",\"ref\":\"" + ref + "\",\"to\":{\"user\":\"" + RECEIVER + "\"},\"text\":\"" + text
                + "\"}";
        message = new ServerFrame.MessageFrame(
                new Message(id, conversation, SENDER, Message.Kind.TEXT, ref, text, Optional.empty(), List.of()),
                false);
        accepted = new ServerFrame.Accepted(ref, id, conversation, false);
    }

    @Benchmark
    public Decoded decodeSend() {
        return FrameDecoder.decode(send);
    }

    @Benchmark
    public byte[] encodeMessage() {
        return FrameEncoder.encode(message);
    }

    @Benchmark
    public byte[] encodeAccepted() {
        return FrameEncoder.encode(accepted);
    }
}
