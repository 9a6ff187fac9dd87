// SPDX-License-Identifier: EUPL-1.2
/** `billing prepare | status | lock | issue`: the accountant's year-end by a scheduler, in the name of accounts that hold the permissions. */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { identityOf } from '#platform/access/providers.ts';
import type { Actor, Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { Refusal } from '#platform/http/contract.ts';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { refuseRun, runStatusLabels } from '../contract/runs.ts';
import { familyNames } from '../contract/settings.ts';
import type { Tables } from '../tables.ts';
import { issueRun } from './issue-run.ts';
import { lockRun } from './lock-run.ts';
import { prepareRun } from './prepare-run.ts';
import { listRuns, readRun, readRunWork } from './read-run.ts';
import { workOnRun } from './work-on-run.ts';

const usage = [
  'Usage :',
  '  billing prepare --operator <adresse> --as <courriel> --year <année> [--title <objet>] [--from <AAAA-MM-JJ>] [--until <AAAA-MM-JJ>]',
  '  billing status  --operator <adresse> [--run <numéro>]',
  '  billing lock    --operator <adresse> --as <courriel> --run <numéro>',
  '  billing issue   --operator <adresse> --as <courriel> --run <numéro>',
  '  --as : au nom de qui ; ce compte doit en avoir le droit chez l’opérateur, et qui a préparé n’émet pas. --json : réponse pour un programme.',
].join('\n');

const ASKED_EVERY_MS = 1_000;
/** In the name of somebody, but by no session of theirs: the journal says so. */
const SESSION = 'ligne de commande';

type Said = { print(line: string): void; complain(line: string): void };
type Words = Readonly<Partial<Record<'operator' | 'as' | 'year' | 'title' | 'from' | 'until' | 'run', string>>> & { verb: string; json: boolean };

/** Runs one act on the billing runs of an operator, to its end. Answers the exit code: 1 when the words make no sense or the act is refused. */
export async function billingCommand(house: House, words: readonly string[], said: Said): Promise<number> {
  const asked = readWords(words);
  const operator = asked?.operator ? await operatorBySlug(house, asked.operator) : undefined;
  if (!asked || !operator) {
    said.complain(asked?.operator ? `Aucun opérateur à l’adresse ${asked.operator}.` : usage);
    return 1;
  }
  try {
    return await act(house, operator.id, asked, said);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    said.complain(error.message);
    return 1;
  }
}

async function act(house: House, operator: string, asked: Words, said: Said): Promise<number> {
  const actor: Actor = asked.verb === 'status' ? { kind: 'job', name: SESSION } : await holder(house, operator, asked);
  const inside = <Result>(work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
    inContext<Tables, Result>(house, { actor, organisation: operator, may: () => true }, work);
  if (asked.verb === 'status' && !asked.run) {
    const { rows } = await inside((ctx) => listRuns(ctx, { page: 1, size: 100 }));
    for (const row of asked.json ? [] : rows)
      said.print(`${row.number}  ${runStatusLabels[row.status].padEnd(15)}  ${formatEuros(row.grossCents)}  ${row.title}`);
    if (asked.json) said.print(JSON.stringify(rows));
    return 0;
  }
  const id =
    asked.verb === 'prepare'
      ? (await inside((ctx) => prepareRun(ctx, wantedRun(asked)))).id
      : await inside((ctx) => runNumbered(ctx, asked.run ?? ''));
  if (asked.verb === 'lock') await inside((ctx) => lockRun(ctx, { id }));
  if (asked.verb === 'issue') await inside((ctx) => issueRun(ctx, { id }));
  if (asked.verb !== 'status') await finish(house, { operator, id, inside, said });
  const run = await inside((ctx) => readRun(ctx, { id }));
  if (asked.json) said.print(JSON.stringify(run));
  else {
    said.print(`Campagne ${run.number}, ${run.title} : ${runStatusLabels[run.status]}.`);
    said.print(`${run.payers} payeurs, ${formatEuros(run.grossCents)} à payer, dont ${formatEuros(run.vatCents)} de TVA.`);
    if (run.withFaults > 0) said.print(`${run.withFaults} documents ne peuvent pas être émis en l’état.`);
  }
  if (run.failure !== null) said.complain(run.failure);
  return run.failure === null ? 0 : 1;
}

type Finishing = { operator: string; id: string; inside: <Result>(work: (ctx: Context<Tables>) => Promise<Result>) => Promise<Result>; said: Said };

/** What was left to a job is done here and now, so that no worker need run; one that has begun it is waited for. */
async function finish(house: House, { operator, id, inside, said }: Finishing): Promise<void> {
  const ended = new AbortController();
  const work = workOnRun(contextWithoutTransaction<Tables>(house, { actor: { kind: 'job', name: SESSION }, organisation: operator }), { runId: id });
  const told = (async () => {
    while (!ended.signal.aborted) {
      await setTimeout(ASKED_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {});
      if (ended.signal.aborted) return;
      const { done, total } = await inside((ctx) => readRunWork(ctx, { id }));
      if (total > 0) said.complain(`${done} sur ${total}`);
    }
  })();
  try {
    await work;
  } finally {
    ended.abort();
    await told;
  }
}

/** Who holds the permission of the verb under this address. Refuses anybody else. */
async function holder(house: House, operator: string, { verb, as }: Words): Promise<Actor> {
  const permission = verb === 'issue' ? 'billing.issue' : 'billing.prepare';
  const entry = { actor: { kind: 'job', name: SESSION }, organisation: operator, readOnly: true } as const;
  const holders = await inContext<Tables, Awaited<ReturnType<typeof holdersOf>>>(house, entry, (ctx) => holdersOf(ctx, permission));
  for (const { personId, name } of as ? holders : []) {
    const mailbox = await identityOf(house).mailboxOf?.(house, personId);
    if (mailbox?.address.toLowerCase() === as?.toLowerCase()) return { kind: 'person', personId, name, sessionId: SESSION };
  }
  throw refuseRun('billing.not-holder', { as: as ?? '' });
}

async function runNumbered(ctx: Context<Tables>, number: string): Promise<string> {
  const row = await ctx.tx
    .selectFrom('billing.run')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw refuseRun('billing.run-not-found');
  return row.id;
}

function wantedRun({ year, title, from, until }: Words) {
  return {
    title: title ?? `Appels et factures ${year}`,
    year: Number(year),
    fromOn: from ?? null,
    untilOn: until ?? null,
    families: familyNames,
    payerIds: null,
  };
}

/** Null when the words make no sense. */
function readWords([verb, ...words]: readonly string[]): Words | null {
  const text = { type: 'string' } as const;
  const options = { operator: text, as: text, year: text, title: text, from: text, until: text, run: text, json: { type: 'boolean' } } as const;
  try {
    const { values } = parseArgs({ args: [...words], options });
    if (!verb || !['prepare', 'status', 'lock', 'issue'].includes(verb) || !values.operator) return null;
    if (verb === 'prepare' && !/^20\d\d$|^21\d\d$/.test(values.year ?? '')) return null;
    if ((verb === 'lock' || verb === 'issue') && !values.run) return null;
    for (const day of [values.from, values.until]) if (day !== undefined) Temporal.PlainDate.from(day);
    return { ...values, verb, json: values.json ?? false };
  } catch {
    return null;
  }
}
