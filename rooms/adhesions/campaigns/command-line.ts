// SPDX-License-Identifier: EUPL-1.2
/** `campaign dry-run`: what a campaign would change, as CSV on standard output. Nothing is written. */
import { parseArgs } from 'node:util';
import { writeCsv } from '#platform/documents/csv.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { computeCampaign, type ComputedLine } from './compute-campaign.ts';

const usage = 'campaign dry-run --operator <adresse> --from <édition> --to <édition> --on <AAAA-MM-JJ>';
const titles = ['Collectivité', 'Convention', 'Aujourd’hui', 'Nouvelle édition', 'Écart', 'Services ajoutés', 'Services retirés', 'Observations'];

/** Prints the dry run of a campaign. Answers the exit code: 1 when the words make no sense or the operator is unknown. */
export async function campaignCommand(house: House, words: readonly string[]): Promise<number> {
  const asked = optionsOf(words);
  const operator = asked && (await operatorBySlug(house, asked.operator));
  if (!asked || !operator) {
    process.stderr.write(`${asked ? `Aucun opérateur à l’adresse ${asked.operator}.` : usage}\n`);
    return 1;
  }
  const entry = { actor: { kind: 'job', name: 'Ligne de commande' }, organisation: operator.id, readOnly: true } as const;
  const question = { from: asked.from, to: asked.to, on: asked.on, kinds: ['cadre', 'package'], payerIds: null } as const;
  const lines = await inContext<Tables, ComputedLine[]>(house, entry, (ctx) => computeCampaign(ctx, question));
  process.stdout.write(
    writeCsv(
      titles,
      lines.map(({ payerName, number, beforeCents, afterCents, explanation: { rights, notes } }) => [
        payerName,
        number,
        { cents: beforeCents },
        afterCents === null ? 'sur devis' : { cents: afterCents },
        afterCents === null ? null : { cents: afterCents - beforeCents },
        rights.gained.join(', '),
        rights.lost.join(', '),
        notes.join(' '),
      ]),
    ),
  );
  return 0;
}

/** Null when the words make no sense. */
function optionsOf([verb, ...words]: readonly string[]): { operator: string; from: string; to: string; on: string } | null {
  const text = { type: 'string' } as const;
  try {
    const { operator, from, to, on } = parseArgs({ args: [...words], options: { operator: text, from: text, to: text, on: text } }).values;
    if (verb !== 'dry-run' || !operator || !from || !to || !on) return null;
    return { operator, from, to, on: Temporal.PlainDate.from(on).toString() };
  } catch {
    return null;
  }
}
