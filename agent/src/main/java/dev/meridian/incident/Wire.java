package dev.meridian.incident;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// The engine's values as JSON: entries of the log, snapshots of the state, reasons, a policy, and whatever else
/// is made of them, such as the configuration of an agent. The shape of the core's records is the shape of the
/// JSON; what Jackson needs to know beyond that is said here, so that the core carries no annotation.
public final class Wire {
    /// Reads and writes every value that crosses a process border.
    public static final JsonMapper JSON = mapper();

    private static final JsonMapper STRICT = JSON.rebuild()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private Wire() {}

    /// An entry of the log.
    public static byte[] bytes(Event event) {
        return JSON.writerFor(Event.class).writeValueAsBytes(event);
    }

    /// Reads an entry of the log.
    ///
    /// @throws JacksonException if the bytes are not an entry
    public static Event event(byte[] bytes, int offset, int length) {
        return JSON.readerFor(Event.class).readValue(bytes, offset, length);
    }

    /// A person's order.
    public static byte[] bytes(Order order) {
        return JSON.writerFor(Order.class).writeValueAsBytes(order);
    }

    /// Reads a person's order, where something may be missing or too much.
    ///
    /// @throws JacksonException if the bytes are not an order
    /// @throws IllegalArgumentException if they are `null`
    public static Order order(byte[] bytes) {
        return Optional.<Order>ofNullable(STRICT.readerFor(Order.class).readValue(bytes))
                .orElseThrow(() -> new IllegalArgumentException("this is `null` and no order"));
    }

    /// An entry as fields of an event log's line.
    static SequencedMap<String, Object> fields(Event event) {
        return JSON.readValue(bytes(event), FIELDS);
    }

    /// The facts of a reason, by their names; its rule says which one it is.
    static SequencedMap<String, Object> fields(Reason reason) {
        return JSON.readValue(JSON.writeValueAsBytes(reason), FIELDS);
    }

    /// A duty with its kind.
    static SequencedMap<String, Object> fields(Duty duty) {
        return JSON.readValue(JSON.writerFor(Duty.class).writeValueAsBytes(duty), FIELDS);
    }

    /// A policy, every component of it.
    static SequencedMap<String, Object> fields(Policy policy) {
        return JSON.readValue(JSON.writeValueAsBytes(policy), FIELDS);
    }

    /// Reads what a file holds, where something may be missing that the wire never lacks.
    ///
    /// @throws JacksonException if the fields are not one of these, or leave something out
    static <T> T strictly(Map<String, Object> fields, Class<T> type) {
        return STRICT.readerFor(type).readValue(JSON.writeValueAsBytes(fields));
    }

    private static JsonMapper mapper() {
        SimpleModule keys = new SimpleModule();
        keys.addKeyDeserializer(RegionName.class, new RegionKey());
        return JsonMapper.builder()
                .addModule(keys)
                .addMixIn(RegionName.class, NameText.class)
                .addMixIn(Epoch.class, EpochNumber.class)
                .addMixIn(Event.class, Kinds.class)
                .addMixIn(Duty.class, Kinds.class)
                .addMixIn(Order.class, Kinds.class)
                .addMixIn(State.Stage.class, Kinds.class)
                .addMixIn(Loss.class, Kinds.class)
                // A record is its components: a question that it answers, such as `isBeforeStop`, is none of them.
                .changeDefaultVisibility(it -> it.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                // What is absent is left out: a log line holds no null.
                .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static final class RegionKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return new RegionName(key);
        }
    }

    /// A name is written as its text.
    private interface NameText {
        @JsonValue
        String text();
    }

    /// An epoch is written as its number.
    private interface EpochNumber {
        @JsonValue
        long number();
    }

    /// A sealed type says which of its alternatives it is.
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Kinds {}
}
