// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { compileEdition, countRoster, editionNamed } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { refuse } from './contract.ts';
import { MUTUALISED } from './start-adhesion.ts';
import type { Tables } from './tables.ts';

/** Who is a member of an EPCI's territory on a day, and whether the edition of its convention counts them. Refuses one without convention then. */
export async function readRoster(ctx: Context<Tables>, { payerId, on }: { payerId: string; on?: string | undefined }): Promise<Roster> {
  const rosters = await readRosters(ctx, [{ payerId, on: on ?? ctx.today().toString() }]);
  const roster = rosters.get(payerId);
  if (!roster) throw refuse('adhesions.not-member');
  return roster;
}

/** The same for many territories, each on its day: one query whatever their number. Those without convention then are left out. */
export async function readRosters(ctx: Context<Tables>, asked: readonly { payerId: string; on: string }[]): Promise<ReadonlyMap<string, Roster>> {
  const { rows } = await sql<Member>`
    select m.payer_id as "payerId", m.beneficiary_id as id, b.name, m.begins_on as since, m.ends_on as until, c.number as convention, c.edition, c.kind
    from unnest(${asked.map(({ payerId }) => payerId)}::uuid[], ${asked.map(({ on }) => on)}::date[]) as a (payer_id, asked_on)
    join adhesions.membership m on m.organisation_id = ${ctx.organisation} and m.payer_id = a.payer_id and m.scope = ${MUTUALISED}
      and m.begins_on <= a.asked_on and (m.ends_on is null or m.ends_on >= a.asked_on)
    join adhesions.convention c on c.organisation_id = m.organisation_id and c.id = m.convention_id
    join organisations.body b on b.id = m.beneficiary_id
    order by b.name`.execute(ctx.tx);
  const membersOf = Map.groupBy(rows, ({ payerId }) => payerId);
  const rosters = new Map<string, Roster>();
  const editions = new Map<string, ReturnType<typeof compileEdition> | null>();
  for (const { payerId, on } of asked) {
    const members = membersOf.get(payerId) ?? [];
    const cadre = members.find(({ kind }) => kind === 'cadre');
    if (!cadre) continue;
    if (!editions.has(cadre.edition)) {
      const record = await editionNamed(ctx, ctx.organisation, cadre.edition);
      editions.set(cadre.edition, record ? compileEdition(record.edition) : null);
    }
    const view = await operatorOn(ctx.house, ctx.organisation, Temporal.PlainDate.from(on));
    rosters.set(payerId, rosterOf(members, { payerId, on, edition: cadre.edition, compiled: editions.get(cadre.edition) ?? null, view }));
  }
  return rosters;
}

type Member = {
  payerId: string;
  id: string;
  name: string;
  since: string;
  until: string | null;
  convention: string;
  edition: string;
  kind: 'cadre' | 'tripartite' | 'package';
};
type Counting = {
  payerId: string;
  on: string;
  edition: string;
  compiled: ReturnType<typeof compileEdition> | null;
  view: Awaited<ReturnType<typeof operatorOn>>;
};
export type Roster = ReturnType<typeof rosterOf>;

function rosterOf(rows: readonly Member[], { payerId, on, edition, compiled, view }: Counting) {
  const others = rows.filter(({ id }) => id !== payerId);
  const facts = others.flatMap(({ id }) => view.find(id) ?? []);
  const count = compiled ? countRoster(compiled, facts, 'totale', (id) => view.find(id)) : null;
  const counted = new Map(count?.bodies.map((body) => [body.id, body]));
  return {
    on,
    edition,
    counted: count?.counted ?? 0,
    leftOut: count?.leftOut ?? 0,
    unknown: count?.unknown ?? others.length,
    rule: count?.rule ?? '',
    members: rows.map(({ id, name, since, until, convention }) => ({
      id,
      name,
      since,
      until,
      convention,
      isCounted: id === payerId ? null : (counted.get(id)?.isCounted ?? null),
      why: id === payerId ? 'L’EPCI lui-même ne se compte pas.' : (counted.get(id)?.why ?? 'Inconnue à cette date.'),
    })),
  };
}
