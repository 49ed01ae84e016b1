package dev.meridian.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tree of Terraform's language, written down.
@DisplayName("A tree")
class ATreeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void is_written_as_people_write_it() {
        SequencedMap<String, Expression> tags = new LinkedHashMap<>();
        tags.put("Name", Expression.template("shop-${each.key}"));
        tags.put("made:by", Expression.text("a \"test\" of ${this}"));
        Block vpc = Block.resource("aws_vpc", "main")
                .set("cidr_block", "10.0.0.0/16")
                .set("enable_dns_support", true)
                .set("tags", Expression.mapping(tags))
                .with(Block.of("lifecycle").set("prevent_destroy", true).because("States live in it."))
                .because("One network.");
        assertThat(Hcl.text(List.of(vpc, Block.data("aws_partition", "current"))))
                .isEqualTo("""
                # One network.
                resource "aws_vpc" "main" {
                  cidr_block         = "10.0.0.0/16"
                  enable_dns_support = true

                  tags = {
                    Name      = "shop-${each.key}"
                    "made:by" = "a \\"test\\" of $${this}"
                  }

                  # States live in it.
                  lifecycle {
                    prevent_destroy = true
                  }
                }

                data "aws_partition" "current" {}
                """);
    }

    @Test
    void is_left_alone_by_the_real_formatter() throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        Path files = Files.createDirectory(folder.resolve("files"));
        for (int seed = 1; seed <= 300; seed++) {
            Files.writeString(files.resolve(seed + ".tf"), Hcl.text(any(new Random(seed))));
        }
        Terraform.Answer answer = terraform.run(files, "fmt", "-check", "-diff");
        assertThat(answer.code()).as(answer.text()).isZero();
    }

    private static List<Block> any(Random random) {
        List<Block> blocks = new ArrayList<>();
        int number = 1 + random.nextInt(3);
        for (int i = 0; i < number; i++) {
            blocks.add(body(Block.resource("aws_thing", "t" + i), random, 3));
        }
        return blocks;
    }

    private static Block body(Block start, Random random, int depth) {
        Block block = start;
        int number = random.nextInt(6);
        for (int i = 0; i < number; i++) {
            String name = "a".repeat(1 + random.nextInt(9)) + i;
            block = switch (random.nextInt(depth > 0 ? 4 : 3)) {
                case 0, 1 -> block.set(name, value(random, depth));
                case 2 -> block.set(name, value(random, depth), "Because of " + name + ", ".repeat(random.nextInt(40)));
                default -> block.with(body(Block.of("inner"), random, depth - 1));
            };
        }
        return block;
    }

    private static Expression value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> Expression.text("text ${x} \"q\" \\ %{y}\n".substring(random.nextInt(12)));
            case 1 -> new Expression.Whole(random.nextInt());
            case 2 -> new Expression.Flag(random.nextBoolean());
            case 3 -> Expression.reference("aws_thing.t0[\"a\"].id");
            case 4 -> Expression.template("a-${each.key}-${local.b}");
            case 5 -> new Expression.Sequence(values(random, depth - 1));
            case 6 -> {
                SequencedMap<String, Expression> entries = new LinkedHashMap<>();
                for (Expression entry : values(random, depth - 1)) {
                    entries.put((random.nextBoolean() ? "k" : "k:") + entries.size(), entry);
                }
                yield Expression.mapping(entries);
            }
            default -> Expression.call("merge", Expression.reference("local.a"), Expression.text("b"));
        };
    }

    private static List<Expression> values(Random random, int depth) {
        List<Expression> values = new ArrayList<>();
        int number = random.nextInt(5);
        for (int i = 0; i < number; i++) {
            values.add(value(random, depth));
        }
        return values;
    }
}
