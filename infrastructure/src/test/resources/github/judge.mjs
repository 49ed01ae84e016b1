// Judges the workflows of a folder by the parser that GitHub publishes, those that they call with them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { register } from 'node:module';

register('./json.mjs', import.meta.url);
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser');

const TRY_CONVERSION = 1;
const folder = process.argv[2];
const content = name => readFileSync(join(folder, name), 'utf8');
const called = { getFileContent: async ref => ({ name: ref.path, content: content(basename(ref.path)) }) };
for (const name of readdirSync(folder).filter(one => one.endsWith('.yml')).sort()) {
  const parsed = parseWorkflow({ name, content: content(name) }, new NoOperationTraceWriter());
  if (parsed.value) {
    await convertWorkflowTemplate(parsed.context, parsed.value, called, {
      errorPolicy: TRY_CONVERSION,
      fetchReusableWorkflowDepth: 2,
    });
  }
  parsed.context.errors.getErrors().forEach(error => console.log(error.message));
}
