package dev.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.bus.PresenceService.Clock;
import dev.parley.model.Annotations;
import dev.parley.model.UserId;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecTest {
    private static final int OFFSET = 3;

    private final ObjectMapper mapper = WireMapper.create();

    /** Every type that an endpoint or a topic carries. */
    static Stream<Class<?>> carriedTypes() {
        return Stream.of(
                        AccountsService.class,
                        EdgeService.class,
                        FriendsService.class,
                        GroupsService.class,
                        MembershipService.class,
                        NodeService.class,
                        PersistenceService.class,
                        PreferencesService.class,
                        PresenceService.class,
                        NotificationService.class,
                        OpsService.class,
                        PushService.class,
                        RouterService.class)
                .flatMap(service -> Stream.of(service.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .flatMap(RecordCodecTest::carriedBy)
                .distinct();
    }

    private static Stream<Class<?>> carriedBy(Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(null);
            if (value instanceof Endpoint<?, ?> endpoint) {
                return Stream.of(endpoint.request(), endpoint.reply());
            }
            return value instanceof Topic<?> topic ? Stream.of(topic.type()) : Stream.empty();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("carriedTypes")
    void everyCarriedTypeSurvivesTheWire(Class<?> type) {
        for (long seed = 0; seed < 20; seed++) {
            assertSurvives(type, new SampleRecords(seed, false).of(type));
            assertSurvives(type, new SampleRecords(seed, true).of(type));
        }
    }

    @Test
    void theTypesOfAllServicesAreFound() {
        assertThat(carriedTypes()).hasSizeGreaterThan(30);
    }

    @Test
    void withinTheNodeTheRecordItselfIsHandedOver() {
        Clock clock = new Clock(1);
        assertThat(new RecordCodec<>(mapper, Clock.class).transform(clock)).isSameAs(clock);
    }

    @Test
    void fieldsOfALaterReleaseAreSkipped() {
        record Later(long millis, String more) {}
        Buffer wire = Buffer.buffer();
        new RecordCodec<>(mapper, Later.class).encodeToWire(wire, new Later(7, "more"));
        assertThat(new RecordCodec<>(mapper, Clock.class).decodeFromWire(0, wire))
                .isEqualTo(new Clock(7));
    }

    @Test
    void whatWasNotAnnotatedIsAsBeforeThereWereAnnotations() {
        record Before(UserId from, String text) {}
        record After(UserId from, String text, Annotations annotations) {}
        Buffer before = Buffer.buffer();
        Buffer after = Buffer.buffer();
        After plain = new After(new UserId(7), "text", Annotations.NONE);

        new RecordCodec<>(mapper, Before.class).encodeToWire(before, new Before(new UserId(7), "text"));
        new RecordCodec<>(mapper, After.class).encodeToWire(after, plain);

        assertThat(after).isEqualTo(before);
        assertThat(new RecordCodec<>(mapper, After.class).decodeFromWire(0, before))
                .isEqualTo(plain);
    }

    @Test
    void anotherVersionIsRefusedByName() {
        Buffer wire = Buffer.buffer();
        new RecordCodec<>(mapper, Clock.class).encodeToWire(wire, new Clock(7));
        wire.setByte(0, (byte) 2);
        assertThatThrownBy(() -> new RecordCodec<>(mapper, Clock.class).decodeFromWire(0, wire))
                .hasMessageContaining("version 2");
    }

    private <T> void assertSurvives(Class<T> type, Object sample) {
        Buffer wire = Buffer.buffer(new byte[OFFSET]);
        RecordCodec<T> codec = new RecordCodec<>(mapper, type);
        codec.encodeToWire(wire, type.cast(sample));
        wire.appendString("what follows on the wire");
        assertThat(codec.decodeFromWire(OFFSET, wire)).isEqualTo(sample);
    }
}
