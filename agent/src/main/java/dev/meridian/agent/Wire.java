package dev.meridian.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// The engine's values as JSON: entries of the log, snapshots of the state, the configuration of an agent. The
/// shape of the core's records is the shape of the JSON; what Jackson needs to know beyond that is said here,
/// so that the core carries no annotation.
public final class Wire {
    /// Reads and writes every value that crosses a process border.
    public static final JsonMapper JSON = mapper();

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

    /// An entry as fields of an event log's line.
    static SequencedMap<String, Object> fields(Event event) {
        return JSON.readValue(bytes(event), FIELDS);
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
                .addMixIn(State.Stage.class, Kinds.class)
                .addMixIn(Loss.class, Kinds.class)
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
