// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Actor } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Context } from '#platform/context.ts';
import { operatorBySlug } from '#rooms/organisations/api.ts';
import { draftQuote } from './draft-quote.ts';
import { recordAnswer } from './record-answer.ts';
import { sendQuote } from './send-quote.ts';
import { submitQuote } from './submit-quote.ts';
import type { Tables } from './tables.ts';

type Wanted = { request: Record<string, unknown>; contactName?: string; until: 'draft' | 'to-approve' | 'sent' | 'accepted' | 'refused' };

const adhesion = (siren: string, volume: number, ...more: object[]): Record<string, unknown> => ({
  edition: 'gironde-numerique-courante',
  for: { siren },
  volume: { value: volume, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }, ...more],
});
const certificates = (insee: string, number: number): Record<string, unknown> => ({
  edition: 'gironde-numerique-courante',
  for: { insee },
  items: [{ offer: 'certificat-electronique', inputs: { certificats: number } }],
});
const packages = (insee: string, ...offers: string[]): Record<string, unknown> => ({
  edition: 'cdg47-deux-forfaits',
  for: { insee },
  items: offers.map((offer) => ({ offer })),
});

const wanted: Readonly<Record<string, readonly Wanted[]>> = {
  'gironde-numerique': [
    { request: adhesion('243301355', 1), contactName: 'Direction générale des services', until: 'sent' },
    { request: adhesion('243301405', 0.8, { offer: 'informaticien-mutualise', inputs: { rythme: 'mois' } }), until: 'accepted' },
    { request: adhesion('243300563', 0.5), until: 'refused' },
    { request: adhesion('200070092', 2), until: 'to-approve' },
    { request: adhesion('243301215', 1.5), until: 'draft' },
    { request: certificates('33061', 3), contactName: 'Mairie de Bonnetan', until: 'sent' },
    { request: certificates('33141', 4), contactName: 'Mairie de Croignon', until: 'sent' },
    { request: certificates('33252', 3), contactName: 'Mairie de Loupes', until: 'accepted' },
  ],
  'cdg-47': [
    { request: packages('47001', 'forfait-technologie'), until: 'sent' },
    { request: packages('47079', 'forfait-metiers', 'forfait-technologie'), until: 'draft' },
  ],
};

/** Some quotes of each operator, at each stage of their life. Repeatable: an operator that has quotes is left alone. */
export async function demonstration(house: House): Promise<void> {
  for (const [slug, quotes] of Object.entries(wanted)) {
    const operator = await operatorBySlug(house, slug);
    if (!operator) throw new Error(`the demonstration has no operator ${slug}: organisations loads it first`);
    const actor = await accountManager(house, operator.id);
    const inside = <Result>(work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
      inContext<Tables, Result>(house, { actor, organisation: operator.id, may: () => true }, work);
    if (await inside(hasQuotes)) continue;
    for (const quote of quotes) await inside((ctx) => play(ctx, quote));
  }
}

async function play(ctx: Context<Tables>, { request, contactName = '', until }: Wanted): Promise<void> {
  const { id } = await draftQuote(ctx, { title: '', contactName, contactEmail: '', note: '', comment: '', request, edits: [] });
  if (until === 'draft') return;
  if (until === 'to-approve') return submitQuote(ctx, { id, revision: 1 });
  await sendQuote(ctx, { id, revision: 1, byMail: false });
  if (until === 'sent') return;
  await recordAnswer(ctx, {
    id,
    revision: 2,
    decision: until,
    byName: 'Camille Gabare',
    byTitle: 'Présidence',
    act: until === 'accepted' ? 'Délibération 2026-64' : '',
    reason: until === 'refused' ? 'Budget de l’année déjà engagé' : '',
  });
}

async function hasQuotes(ctx: Context<Tables>): Promise<boolean> {
  const row = await ctx.tx.selectFrom('quotes.quote').select('id').where('organisation_id', '=', ctx.organisation).limit(1).executeTakeFirst();
  return row !== undefined;
}

async function accountManager(house: House, operatorId: string): Promise<Actor> {
  const { rows } = await inOrganisation(house.db, operatorId, (tx) =>
    sql<{ id: string; name: string }>`
      select p.id, p.given_name || ' ' || p.family_name as name
      from people.mandate m
      join people.person p on p.id = m.person_id
      where m.organisation_id = ${operatorId}
        and 'account-manager' = any (m.roles)
      order by cardinality(m.roles), p.id
      limit 1`.execute(tx),
  );
  const [person] = rows;
  if (!person) throw new Error('the demonstration has no account manager for this operator');
  return { kind: 'person', personId: person.id, name: person.name, sessionId: 'demonstration' };
}
