package dev.meridian.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever `bench/fuzz` has kept is answered as any file has to be.
class AFuzzCorpusTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("meridian.home", "..")).resolve(Corpus.FOLDER);

    @SuppressWarnings("NullAway.Init")
    private static SequencedMap<String, Input> corpus;

    @BeforeAll
    static void read() throws IOException {
        corpus = Corpus.in(FOLDER);
    }

    @Test
    void is_answered_without_a_failure() {
        for (Map.Entry<String, Input> kept : corpus.entrySet()) {
            assertThat(Trial.of(kept.getValue()).failures()).as(kept.getKey()).isEmpty();
        }
    }

    @Test
    void is_read_from_its_files_as_it_was_written() {
        for (Map.Entry<String, Input> kept : corpus.entrySet()) {
            Input input = kept.getValue();
            Input again = Input.of(input.content(), input.arguments());
            assertThat(again.environment()).as(kept.getKey()).isEqualTo(input.environment());
            assertThat(again.assignments()).as(kept.getKey()).isEqualTo(input.assignments());
        }
    }

    @Test
    void stays_small() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeLessThanOrEqualTo(Corpus.MOST_FILES);
            long bytes = 0;
            for (Path file : all) {
                bytes += Files.size(file);
            }
            assertThat(bytes).isLessThanOrEqualTo(Corpus.MOST_BYTES);
        }
    }
}
