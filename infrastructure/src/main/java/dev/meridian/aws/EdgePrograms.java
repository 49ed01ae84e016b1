package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Cdn;
import dev.meridian.estate.Cdn.Task;
import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Programs that CloudFront runs where users are (ADR 28): one for requests, one for answers, since a path takes
/// one at each end. They are files of their own, so that people read them as what they are; the root takes them
/// from there.
public final class EdgePrograms {
    /// Below the folder of everything.
    private static final String FOLDER = "functions/";

    /// The header that has which part of the users somebody is in.
    static final String PART = "x-ab";

    private static final String RUNTIME = "cloudfront-js-2.0";

    /// What both programs work out alike: the number of a request is the same at both of its ends (CloudFront
    /// developer guide, event structure, 2026-11).
    private static final String PARTS = """

            // The part that a user has already, or one by the number of this request.
            function part(event) {
              var had = event.request.cookies['ab'];
              if (had && /^[0-9]{1,2}$/.test(had.value)) {
                return had.value;
              }
              var id = event.context.requestId;
              var sum = 0;
              for (var i = 0; i < id.length; i++) {
                sum = (sum * 31 + id.charCodeAt(i)) % 65521;
              }
              return String(sum % 100);
            }
            """;

    private EdgePrograms() {}

    /// The programs by their paths; none where nothing is asked of them.
    public static SequencedMap<String, String> files(Estate estate, String head) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        estate.entrances().stream()
                .flatMap(entrance -> entrance.cdn().stream())
                .findFirst()
                .ifPresent(cdn -> cdn.ends()
                        .forEach(end ->
                                files.put(FOLDER + end + ".js", "//" + head.substring(1) + "\n" + program(cdn, end))));
        return files;
    }

    static List<Block> of(String estate, Cdn cdn, String root) {
        List<Block> blocks = new ArrayList<>();
        String up = "../".repeat(root.split("/").length + 1);
        for (String end : cdn.ends()) {
            blocks.add(Block.resource("aws_cloudfront_function", Root.label(end))
                    .set("name", estate + "-" + end)
                    .set("runtime", RUNTIME)
                    .set("publish", true)
                    .set("code", call("file", template("${path.module}/" + up + FOLDER + end + ".js"))));
        }
        return blocks;
    }

    /// What runs it on a path.
    static Block at(String end) {
        return Block.of("function_association")
                .set("event_type", end)
                .set("function_arn", reference("aws_cloudfront_function." + Root.label(end) + ".arn"));
    }

    private static String program(Cdn cdn, String end) {
        String given = end.equals(Task.REQUEST) ? "request" : "response";
        StringBuilder text =
                new StringBuilder("function handler(event) {\n  var " + given + " = event." + given + ";\n");
        List<Task> tasks =
                cdn.tasks().stream().filter(task -> task.end().equals(end)).toList();
        tasks.forEach(task -> text.append(step(task)));
        text.append("  return ").append(given).append(";\n}\n");
        boolean hasParts = tasks.contains(Task.DIVIDE_USERS) || tasks.contains(Task.REMEMBER_PARTS);
        return hasParts ? text + PARTS : text.toString();
    }

    private static String step(Task task) {
        return switch (task) {
            case SORT_QUERIES -> """
                  // One question is one entry of what is kept, in whichever order its parts come.
                  var sorted = {};
                  Object.keys(request.querystring).sort().forEach(function (name) {
                    sorted[name] = request.querystring[name];
                  });
                  request.querystring = sorted;
                """;
            case NUMBER_REQUESTS -> """
                  // By this number a request is found in the logs of the CDN and of services. Nobody chooses their own.
                  request.headers['x-request-id'] = { value: event.context.requestId };
                """;
            case DIVIDE_USERS -> """
                  // One of a hundred parts of the users, which services tell by this header.
                  request.headers['x-ab'] = { value: part(event) };
                """;
            case STRIP_ANSWERS -> """
                  // What a service runs on is nobody's business.
                  delete response.headers['x-powered-by'];
                  delete response.headers['x-aspnet-version'];
                """;
            case REMEMBER_PARTS -> """
                  // Users keep their part for thirty days.
                  response.cookies['ab'] = {
                    value: part(event),
                    attributes: 'Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax'
                  };
                """;
        };
    }
}
