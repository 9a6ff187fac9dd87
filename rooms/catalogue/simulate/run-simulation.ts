// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract.ts';
import { editionOn } from '../edition-on.ts';
import { editionRecord } from '../edition-record.ts';
import type { Edition } from '../edition-schema.ts';
import { contentOf, findEdition, type EditionFacts } from '../find-edition.ts';
import type { Tables } from '../tables.ts';
import { longDay } from '../annex/annex.ts';
import { gatherPortfolio } from './gather-portfolio.ts';
import { simulateDraft } from './simulate-draft.ts';
import type { SimulatedLine } from './simulated-line.ts';

export type SimulationInput = {
  edition: string;
  against?: string | undefined;
  scope: 'territory' | 'france';
  go: number;
  per: 'territory' | 'body';
  offer?: string | undefined;
};

export type Simulation = { before: { key: string; label: string }; after: { key: string; label: string }; lines: readonly SimulatedLine[] };

// Pages, sorts and the CSV of one simulation ask the same: the last ones are kept. All France is some fifty megabytes.
const KEPT = 3;
const kept = new WeakMap<House, Map<string, Promise<Simulation>>>();

/** Tries an edition on a portfolio beside another one (the one that prices today unless named). Asked again, it answers from memory. */
export async function runSimulation(ctx: Context<Tables>, input: SimulationInput): Promise<Simulation> {
  const portfolio = await gatherPortfolio(ctx, input.scope);
  const { after, before } = await readBoth(ctx, input);
  const question = { volume: { go: input.go, per: input.per }, offers: input.offer === undefined ? [] : [input.offer] };
  const key = JSON.stringify([ctx.organisation, after.name, before.name, portfolio.version, question]);
  const known = kept.get(ctx.house) ?? new Map<string, Promise<Simulation>>();
  kept.set(ctx.house, known);
  const running =
    known.get(key) ??
    simulateDraft(before.edition, after.edition, portfolio, question).then((lines) => ({
      before: { key: before.edition.key, label: before.edition.label },
      after: { key: after.edition.key, label: after.edition.label },
      lines,
    }));
  known.delete(key);
  known.set(key, running);
  running.catch(() => known.delete(key));
  if (known.size > KEPT) known.delete(known.keys().next().value ?? key);
  return running;
}

type Named = { name: string; edition: Edition };

/** Reads in a short transaction; the computing that follows holds no connection. */
function readBoth(ctx: Context<Tables>, input: SimulationInput) {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, may: ctx.may, readOnly: true, requestId: ctx.requestId };
  return inContext(ctx.house, entry, async (inside: Context<Tables>) => ({
    after: await read(inside, input.edition),
    before: input.against === undefined ? await today(inside) : await read(inside, input.against),
  }));
}

async function read(ctx: Context<Tables>, idOrKey: string): Promise<Named> {
  const row: EditionFacts = await findEdition(ctx, idOrKey);
  return { name: `${row.id} ${row.revision}`, edition: editionRecord(row, await contentOf(ctx, row)).edition };
}

async function today(ctx: Context<Tables>): Promise<Named> {
  const found = await editionOn(ctx, ctx.organisation, ctx.today());
  if (!found) throw refuse('catalogue.no-edition-in-force', { day: longDay(ctx.today().toString()) }, 'against');
  return { name: found.id, edition: found.edition };
}
