// SPDX-License-Identifier: EUPL-1.2
/** `npx beffroi quote`: the price of a request, without server and without database. Standard output holds the quote as JSON and nothing else. */
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { Refusal } from '#platform/http/contract.ts';
import { problemOf } from '#platform/http/problems.ts';
import { askServer } from './command-line/ask-server.ts';
import { usage } from './command-line/usage.ts';
import { priceFromPackages } from './command-line/price-from-packages.ts';
import { readRequest } from './command-line/read-request.ts';

/**
 * Prices the request of a file, or of standard input when it is `-`. Answers the exit code: 0, or 1 when the request is refused; the refusal
 * is then a problem document on standard error.
 */
export async function runQuoteCommand(
  argv: readonly string[],
  stdin: Readable,
  stdout: Writable,
  stderr: Writable = process.stderr,
): Promise<number> {
  const options = readOptions(argv);
  if (options === null) return write(stderr, `${usage}\n`, 1);
  if (options.help) return write(stdout, `${usage}\n`, 0);
  try {
    const request = await readRequest(options.file, stdin);
    const priced = options.server === null ? priceFromPackages(request) : await askServer(options.server, request);
    return await write(stdout, `${JSON.stringify(priced, null, 2)}\n`, 0);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return write(stderr, `${JSON.stringify(problemOf(error, 'ligne-de-commande'), null, 2)}\n`, 1);
  }
}

type Options = { file: string; server: string | null; help: boolean };

/** Null when the words make no sense: the usage is then shown. */
function readOptions(argv: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { help: { type: 'boolean', short: 'h', default: false }, server: { type: 'string' } },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (values.help) return { file: '', server: null, help: true };
    return file === undefined || positionals.length > 1 ? null : { file, server: values.server ?? null, help: false };
  } catch {
    return null;
  }
}

/** Waits until the text has left: a pipe that is slow to read must not lose its end. */
function write(stream: Writable, text: string, code: number): Promise<number> {
  return new Promise((done, failed) => stream.write(text, (error) => (error ? failed(error) : done(code))));
}
