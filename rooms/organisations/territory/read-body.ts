// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyFacts } from '../body-facts.ts';
import type { BodyPage, FactEntry } from '../contract.ts';
import type { FactValue } from '../declared/fact-values.ts';
import { findBody } from '../operators/find-body.ts';
import { operatorViewIn } from '../operators/operator-in-memory.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { bodyLineOf } from '../register/read-public-body.ts';
import type { Tables } from '../tables.ts';
import { listRowOf } from './list-row.ts';
import { sayFact } from './say-fact.ts';

/** All that is known of a body on a day: the register's part, and what this operator entered, with who and when. */
export async function readBody(ctx: Context<Tables>, { body: asked, on }: { body: string; on?: string | undefined }): Promise<BodyPage> {
  const view = await operatorViewIn(ctx, on === undefined ? ctx.today() : Temporal.PlainDate.from(on));
  const body = findBody(view, asked);
  const served = (body.serves ?? []).flatMap((id) => view.find(id) ?? []);
  return {
    ...listRowOf(view, body),
    isInTerritory: view.isInTerritory(body.id),
    parentId: body.parentId ?? null,
    endedOn: body.endedOn ?? null,
    edition: view.register.edition,
    declaration: await declarationOf(ctx, body.id),
    memberships: await membershipsOf(ctx, view, body.id),
    members: view.roster(body.id).map(withPopulation),
    serves: served.map(withPopulation),
    dependents: view.declared.filter(({ parentId, serves }) => parentId === body.id || serves?.includes(body.id)).map(bodyLineOf),
    successors: view.register.successorsOf(body.id).map(bodyLineOf),
    formerCommunes: await ctx.tx
      .selectFrom('organisations.former_commune')
      .select(['insee', 'name', 'status'])
      .where('body_id', '=', body.id)
      .orderBy('name')
      .orderBy('insee')
      .execute(),
    history: await historyOf(ctx, view, body.id),
  };
}

function withPopulation(body: BodyFacts) {
  return { ...bodyLineOf(body), population: body.population ?? {} };
}

async function declarationOf(ctx: Context<Tables>, bodyId: string): Promise<BodyPage['declaration']> {
  const row = await ctx.tx
    .selectFrom('organisations.declaration')
    .select(['source', 'declared_by', 'declared_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', '=', bodyId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row ? { source: row.source, by: row.declared_by, at: row.declared_at } : null;
}

async function membershipsOf(ctx: Context<Tables>, view: OperatorView, bodyId: string): Promise<BodyPage['memberships']> {
  const rows = await ctx.tx
    .selectFrom('organisations.membership')
    .select(['epci_id', 'since_on', 'until_on'])
    .where('member_id', '=', bodyId)
    .orderBy('since_on', 'desc')
    .execute();
  return rows.flatMap(({ epci_id, since_on, until_on }) => {
    const epci = view.find(epci_id);
    return epci ? [{ epci: bodyLineOf(epci), sinceOn: since_on, untilOn: until_on }] : [];
  });
}

async function historyOf(ctx: Context<Tables>, view: OperatorView, bodyId: string): Promise<FactEntry[]> {
  const rows = await ctx.tx
    .selectFrom('organisations.fact')
    .select(['what', 'since_on', 'value', 'source', 'note', 'entered_by', 'entered_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', '=', bodyId)
    .orderBy('entered_at', 'desc')
    .orderBy('since_on', 'desc')
    .limit(500)
    .execute();
  return rows.map(({ what, since_on, value, source, note, entered_by, entered_at }) => ({
    what,
    sinceOn: since_on,
    value: value as Exclude<FactValue, undefined>, // the column's check and the contract allow the same
    says: sayFact(what, value, (id) => view.find(id)?.name ?? 'collectivité retirée'),
    source,
    note,
    enteredBy: entered_by,
    enteredAt: entered_at,
  }));
}
