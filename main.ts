// SPDX-License-Identifier: EUPL-1.2
/** The doors of the house. Every command reads its settings from the environment (docs/operate/settings.md). */
import { CannotStart } from '#platform/cannot-start.ts';
import { Refusal } from '#platform/http/contract.ts';

const [name = 'help', ...words] = process.argv.slice(2);

try {
  // A price needs no house, and whoever pipes requests through it waits for each: nothing else is loaded.
  if (name === 'quote') {
    const { runQuoteCommand } = await import('#rooms/quotes/command-line.ts');
    process.exitCode = await runQuoteCommand(words, process.stdin, process.stdout);
  } else {
    const { commands } = await import('./commands.ts');
    const command = commands[name] ?? commands['help'];
    process.exitCode = (await command?.run(words)) ?? 0;
  }
} catch (error) {
  if (!(error instanceof CannotStart || error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
