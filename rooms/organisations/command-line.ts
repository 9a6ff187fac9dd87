// SPDX-License-Identifier: EUPL-1.2
/** What `main.ts` may do with bodies. Each gives the lines to print. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { House } from '#platform/house.ts';
import { bodyKinds, type BodyKind } from './contract/body-kinds.ts';
import { refuse } from './contract/refusals.ts';
import { openOperator } from './operators/open-operator.ts';
import { recordMerger } from './register/record-merger.ts';
import { takeInRegister } from './register/take-in-register.ts';

/** `import-register`: takes in the edition of the national register that is installed. */
export async function importRegisterCommand(house: House): Promise<string[]> {
  const { edition, isNew, communes, epci, added, changed, ended } = await takeInRegister(house);
  const what = `Édition ${edition} : ${communes} communes, ${epci} EPCI.`;
  return isNew ? [what, `${added} ajoutées, ${changed} modifiées, ${ended} disparues.`] : [what, 'Elle était déjà là : rien n’a changé.'];
}

const mergeUsage =
  'merge-bodies --from <SIREN ou INSEE> --from … --on <AAAA-MM-JJ> --reason <acte> (--into <SIREN ou INSEE> | --name <nom> [--siren …] [--insee …])';

/** `merge-bodies`: records a merger that the register does not tell yet. */
export async function mergeBodiesCommand(house: House, words: readonly string[]): Promise<string[]> {
  const text = { type: 'string' } as const;
  const options = { from: { type: 'string', multiple: true }, into: text, on: text, reason: text, name: text, siren: text, insee: text } as const;
  const { from, into, on, reason, name, siren, insee } = read(words, options, mergeUsage);
  const day = dayIn(on);
  if (!from?.length || !day || !reason || (into === undefined) === (name === undefined))
    throw refuse('organisations.invalid-command', { fault: 'Une information manque.', usage: mergeUsage });
  await recordMerger(house, { from, on: day, reason, into: into ?? { name: name ?? '', siren: siren ?? null, insee: insee ?? null } });
  return [`Fusion enregistrée au ${day.toString()} : ${from.join(', ')} → ${into ?? name}.`];
}

const operatorUsage = 'open-operator --slug <adresse> --name <nom> [--kind syndicat] [--siren <SIREN>] [--department <code>]';

/** `open-operator`: makes a body an operator of this installation. */
export async function openOperatorCommand(house: House, words: readonly string[]): Promise<string[]> {
  const text = { type: 'string' } as const;
  const {
    slug,
    name,
    kind = 'syndicat',
    siren,
    department,
  } = read(words, { slug: text, name: text, kind: text, siren: text, department: text } as const, operatorUsage);
  if (!slug || !name || !isKind(kind)) throw refuse('organisations.invalid-command', { fault: 'Une information manque.', usage: operatorUsage });
  await openOperator(house, { slug, name, kind, ...(siren && { siren }), ...(department && { department }) });
  return [`Opérateur ouvert : ${name}, à l’adresse /o/${slug}.`];
}

function read<const Options extends NonNullable<ParseArgsConfig['options']>>(words: readonly string[], options: Options, usage: string) {
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    const fault = error instanceof Error ? `${error.message}.` : 'Une option n’est pas connue.';
    throw refuse('organisations.invalid-command', { fault, usage });
  }
}

function dayIn(text: string | undefined): Temporal.PlainDate | null {
  try {
    return text === undefined ? null : Temporal.PlainDate.from(text);
  } catch {
    return null;
  }
}

function isKind(text: string): text is BodyKind {
  return bodyKinds.some((kind) => kind === text);
}
