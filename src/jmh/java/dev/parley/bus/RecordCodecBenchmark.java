package dev.parley.bus;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A message of a hundred characters on its way to another node, for so many users there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordCodecBenchmark {
    private static final long FIRST_USER = 250_912_776_781_824_001L;

    @Param({"1", "100"})
    private int users;

    private final RecordCodec<NodeService.Deliver> codec =
            new RecordCodec<>(WireMapper.create(), NodeService.Deliver.class);
    private NodeService.Deliver delivery;
    private Buffer wire;

    @Setup
    public void encodeOnce() {
        List<UserId> members = LongStream.range(FIRST_USER, FIRST_USER + users)
                .mapToObj(UserId::new)
                .toList();
        UserId sender = new UserId(FIRST_USER - 1);
        Message message = new Message(
                new MessageId(FIRST_USER),
                ConversationId.direct(sender, members.get(0)),
                sender,
                Message.Kind.TEXT,
                "01936f5c-7a90-7c1e-9f30-000000000001",
                "Shall we meet at eight? ".repeat(5).substring(0, 100),
                Optional.empty(),
                List.of());
        delivery = NodeService.Deliver.of(message, members, Optional.of(new SessionId("edge-1.17")));
        wire = encode();
    }

    @Benchmark
    public Buffer encode() {
        Buffer encoded = Buffer.buffer();
        codec.encodeToWire(encoded, delivery);
        return encoded;
    }

    @Benchmark
    public NodeService.Deliver decode() {
        return codec.decodeFromWire(0, wire);
    }
}
