// The parser imports JSON as older versions of Node did; newer ones want that to be said.
import { readFile } from 'node:fs/promises';

export async function load(url, context, next) {
  return url.endsWith('.json')
    ? { format: 'module', source: 'export default ' + (await readFile(new URL(url), 'utf8')), shortCircuit: true }
    : next(url, context);
}
