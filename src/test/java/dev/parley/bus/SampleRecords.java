package dev.parley.bus;

import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.UserId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes records with values in every field, from their types alone. */
final class SampleRecords {
    private final Random random;
    private final boolean empty;

    /** @param empty whether optional fields and collections hold nothing */
    SampleRecords(long seed, boolean empty) {
        this.random = new Random(seed);
        this.empty = empty;
    }

    Object of(Class<?> type) {
        if (type == Annotations.class) {
            return empty ? Annotations.NONE : new Annotations(Map.of("name", (String) simple(String.class)));
        }
        if (type.isRecord()) {
            return type == Cursor.class ? Cursor.at(positive()) : record(type);
        }
        if (type.isSealed()) {
            return conversationOr(type);
        }
        if (type.isEnum()) {
            return pick(type.getEnumConstants());
        }
        return simple(type);
    }

    private Object simple(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return positive();
        }
        if (type == int.class || type == Integer.class) {
            return random.nextInt(4096);
        }
        if (type == double.class) {
            return random.nextDouble();
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return "text-\u00e9\ud83d\ude00-" + random.nextInt();
        }
        if (type == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        }
        if (type == URI.class) {
            return URI.create("https://example.org:" + random.nextInt(65_536));
        }
        if (type == Duration.class) {
            return Duration.ofMillis(random.nextInt(100_000));
        }
        throw new AssertionError("no sample for " + type + ": teach this class");
    }

    private Object of(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        ParameterizedType generic = (ParameterizedType) type;
        Type first = generic.getActualTypeArguments()[0];
        if (generic.getRawType() == Optional.class) {
            return empty ? Optional.empty() : Optional.of(of(first));
        }
        if (generic.getRawType() == List.class) {
            return empty ? List.of() : List.of(of(first), of(first));
        }
        if (generic.getRawType() == Set.class) {
            return empty ? Set.of() : Set.of(of(first));
        }
        return empty ? Map.of() : Map.of(of(first), of(generic.getActualTypeArguments()[1]));
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> of(component.getGenericType()))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }

    private Object conversationOr(Class<?> type) {
        return type == ConversationId.class
                ? ConversationId.direct(new UserId(1), new UserId(positive()))
                : of((Class<?>) pick(type.getPermittedSubclasses()));
    }

    private long positive() {
        return random.nextLong(2, Long.MAX_VALUE);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
