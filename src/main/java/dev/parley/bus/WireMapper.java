package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.UserId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** The mapper of records to CBOR between nodes. */
final class WireMapper {
    private static final TypeReference<Map<String, String>> NAMED_TEXTS = new TypeReference<>() {};
    private static final JsonInclude.Value WHERE_THERE_ARE_ANY =
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);

    private WireMapper() {}

    static ObjectMapper create() {
        SimpleModule values = new SimpleModule("parley-values");
        text(values, ConversationId.class, ConversationId::parse);
        text(values, Instant.class, Instant::parse);
        text(values, Duration.class, Duration::parse);
        values.addKeyDeserializer(UserId.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return UserId.parse(key);
            }
        });
        annotations(values);
        return CBORMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(values)
                .withConfigOverride(Annotations.class, rare -> rare.setInclude(WHERE_THERE_ARE_ANY))
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }

    /** They are left out where there are none, as by a release that knows of none. */
    private static void annotations(SimpleModule module) {
        module.addSerializer(Annotations.class, new JsonSerializer<>() {
            @Override
            public boolean isEmpty(SerializerProvider provider, Annotations value) {
                return value.isEmpty();
            }

            @Override
            public void serialize(Annotations value, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writePOJO(value.values());
            }
        });
        module.addDeserializer(Annotations.class, new JsonDeserializer<>() {
            @Override
            public Annotations deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return new Annotations(in.readValueAs(NAMED_TEXTS));
            }

            @Override
            public Object getAbsentValue(DeserializationContext context) {
                return Annotations.NONE;
            }
        });
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return parse.apply(in.getText());
            }
        });
    }
}
