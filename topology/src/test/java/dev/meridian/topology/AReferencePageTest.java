package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// `docs/REFERENCE.md` is made of the schema; `-Dmeridian.golden.update=true` makes it anew. That the example
/// of each key is taken by the reader is tried by [APublishedSchemaTest].
class AReferencePageTest {
    @Test
    void is_the_one_in_the_documents() throws IOException {
        Golden.check(Golden.HOME.resolve("docs/REFERENCE.md"), ReferencePage.text());
    }

    @Test
    void names_every_key() {
        String page = ReferencePage.text();
        SmallFile.all().stream()
                .map(SmallFile::path)
                .filter(path -> !path.matches(".*\\.(absent|onlyIn)"))
                .map(path -> path.substring(path.lastIndexOf('.') + 1))
                .forEach(key -> assertThat(page).containsPattern("[`.]" + key + "` \\|"));
    }
}
