package dev.meridian.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ACacheTest {
    @TempDir
    private Path directory;

    @Test
    void lies_where_the_user_wants_it_and_is_refused_where_others_can_write() throws Exception {
        int uid = (int) Files.getAttribute(directory, "unix:uid");
        int user = uid == 0 ? 12345 : uid;
        Map<String, String> wanted = Map.of("XDG_CACHE_HOME", directory.toString());
        if (uid == 0) {
            assertThatThrownBy(() -> CacheRoot.find(wanted, directory, user))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("belongs to somebody else (uid 0, not 12345)");
            assertThat(CacheRoot.find(wanted, directory, 0)).isEqualTo(Path.of("/var/tmp/meridian-0"));
            return;
        }
        Path root = CacheRoot.find(wanted, directory, user);
        assertThat(root).isEqualTo(directory.resolve("meridian"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> CacheRoot.find(wanted, directory, user)).hasMessageContaining("chmod go-w");
    }

    @Test
    void is_changed_by_one_at_a_time() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(4);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> results = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(n -> threads.submit(() -> {
                        together.countDown();
                        together.await();
                        return CacheRoot.locked(directory, () -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Deadline.pause(5);
                            return inside.decrementAndGet();
                        });
                    }))
                    .toList();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isZero();
            }
        }
        assertThat(most).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "../outside, 0, '', out of itself",
        "link, 2, ../../etc, out of itself",
        "link, 2, /etc, out of itself",
        "device, 3, '', entry of kind"
    })
    void takes_nothing_out_of_an_archive_that_would_land_elsewhere(String name, char kind, String to, String complaint)
            throws Exception {
        byte[] archive = archive(name, kind, to, "content");
        Path target = Files.createDirectory(directory.resolve("target"));
        assertThatThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(archive), target))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
        assertThat(directory).isDirectoryNotContaining("glob:**outside");
    }

    @Test
    void takes_files_out_of_an_archive_and_notices_one_that_is_cut_short() throws Exception {
        byte[] archive = archive("bin/program", '0', "", "content");
        Path target = Files.createDirectory(directory.resolve("target"));
        assertThat(TarXz.unpack(new ByteArrayInputStream(archive), target)).isEqualTo(new TarXz.Unpacked(1, 7));
        assertThat(target.resolve("bin/program")).hasContent("content").isExecutable();
        byte[] torn = java.util.Arrays.copyOf(archive, archive.length / 2);
        assertThatThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(torn), target))
                .isInstanceOf(IOException.class);
    }

    private static byte[] archive(String name, char kind, String to, String content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] blocks = new byte[4 * 512];
        put(blocks, 0, name);
        put(blocks, 100, "0000755");
        put(blocks, 124, kind == '0' ? String.format("%011o", content.length()) : "00000000000");
        blocks[156] = (byte) kind;
        put(blocks, 157, to);
        put(blocks, 512, kind == '0' ? content : "");
        try (XZOutputStream out = new XZOutputStream(compressed, new LZMA2Options(0))) {
            out.write(blocks);
        }
        return compressed.toByteArray();
    }

    private static void put(byte[] blocks, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, blocks, at, bytes.length);
    }
}
