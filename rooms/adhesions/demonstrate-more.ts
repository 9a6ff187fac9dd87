// SPDX-License-Identifier: EUPL-1.2
/** What else happens to the operators of the demonstration: conventions taken over, a campaign at its dry run, bodies that subscribe by themselves. */
import { sql } from 'kysely';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Actor } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { openDossiersOf } from '#rooms/dossiers/api.ts';
import { operatorBySlug, operatorOn } from '#rooms/organisations/api.ts';
import { campaignSettings } from './contract/campaigns.ts';
import { sendCampaign } from './campaigns/send-campaign.ts';
import { startCampaign } from './campaigns/start-campaign.ts';
import { priceSubscription } from './subscriptions/price-subscription.ts';
import { subscribe } from './subscriptions/subscribe.ts';
import { COTEAUX } from './demonstration-scenes.ts';
import type { Tables } from './tables.ts';
import { applyTakeOver } from './take-over/apply-take-over.ts';
import { columns, type TakeOverColumn } from './take-over/columns.ts';

/** Conventions that an operator had signed before. Repeatable: the same file changes nothing. */
export async function demonstrateTakeOver(house: House, actor: Actor, operatorId: string, from: 'cdg-47' | 'gironde-numerique'): Promise<void> {
  const { fileName, lines } = takenOver[from];
  const keys = Object.keys(columns) as TakeOverColumn[]; // the keys of a literal
  const text = writeCsv(
    keys.map((key) => columns[key].titles[0]),
    lines.map((line) => keys.map((key) => line[key] ?? '')),
  );
  const file = { fileName, content: Buffer.from(text).toString('base64') };
  await inContext<Tables, unknown>(house, { actor, organisation: operatorId, may: () => true }, (ctx) =>
    applyTakeOver(ctx, { ...file, numbers: lines.map(({ number }) => number) }),
  );
}

type Line = Partial<Record<TakeOverColumn, string>> & { number: string };

const packagesOf2025: readonly Line[] = [
  ['47147', 'forfait-technologie', 'sauvegarde-go = 9,5', 'Maire = 20/06/2028'],
  ['47199', 'forfait-metiers', 'formation-demi-journees = 1', ''],
  ['47303', 'forfait-technologie | forfait-metiers', 'sauvegarde-go = 5,5', 'Secrétaire de mairie = 31/03/2027'],
].map(([body = '', items = '', uses = '', certificates = ''], at) => ({
  number: `AN-2025-${String(at + 41).padStart(3, '0')}`,
  kind: 'forfait',
  body,
  edition: 'cdg47-deux-forfaits',
  begins: '01/01/2025',
  ends: '31/12/2027',
  signedOn: '12/12/2024',
  items,
  uses,
  certificates,
}));

const FRONSADAIS = '243301397';

const territoryOf2024: readonly Line[] = [
  {
    number: 'CC-2024-012',
    kind: 'cadre',
    body: FRONSADAIS,
    edition: 'gironde-numerique-2017',
    begins: '01/01/2025',
    ends: '31/12/2028',
    signedOn: '03/12/2024',
    signedFor: 'Présidente',
    volume: '800 Go',
    uses: 'volume-du-territoire = 310',
  },
  ...['33179', '33219', '33259'].map((body, at) => ({
    number: `CT-2024-${String(at + 31).padStart(3, '0')}`,
    kind: 'tripartite',
    body,
    payer: FRONSADAIS,
    begins: '01/01/2025',
    signedOn: '17/12/2024',
    signedFor: 'Maire',
    ...(at === 0 && { certificates: 'Secrétaire générale = 15/03/2028' }),
  })),
];

const takenOver: Readonly<Record<'cdg-47' | 'gironde-numerique', { fileName: string; lines: readonly Line[] }>> = {
  'cdg-47': { fileName: 'conventions-2025.csv', lines: packagesOf2025 },
  'gironde-numerique': { fileName: 'conventions-2024.csv', lines: territoryOf2024 },
};

/**
 * Two territories under the edition of 2017 are proposed the current one: the letter of the one that asked has left, that of the other is at its dry
 * run. Repeatable: an operator that has a campaign is left alone.
 */
export async function demonstrateCampaign(house: House, actor: Actor, operatorId: string): Promise<void> {
  const first = todayInParis(house.clock.now()).with({ day: 1 });
  await inContext<Tables, void>(house, { actor, organisation: operatorId, may: () => true }, async (ctx) => {
    const standing = await ctx.tx.selectFrom('adhesions.campaign').select('id').where('organisation_id', '=', operatorId).executeTakeFirst();
    if (standing) return;
    const view = await operatorOn(house, operatorId, ctx.today());
    const payers = (siren: string): string[] => [view.bySiren(siren)?.id ?? fail(siren)];
    const editions = { from: 'gironde-numerique-2017', to: 'gironde-numerique-courante' };
    const days = (effect: number, answer: number) => ({
      takesEffectOn: first.add({ months: effect }).toString(),
      answerBy: first.add({ months: answer }).subtract({ days: 1 }).toString(),
    });
    const { id } = await startCampaign(
      ctx,
      campaignSettings.parse({ title: 'Passage au catalogue en vigueur, à la demande', ...editions, ...days(5, 3), payerIds: payers(COTEAUX) }),
    );
    await sendCampaign(ctx, { id });
    await startCampaign(
      ctx,
      campaignSettings.parse({ title: 'Passage au catalogue en vigueur', ...editions, ...days(7, 4), payerIds: payers(FRONSADAIS) }),
    );
  });
}

function fail(siren: string): never {
  throw new Error(`the register has no ${siren}`);
}

type Subscription = { insee: string; offers: readonly string[] };
const subscriptions: readonly Subscription[] = [
  { insee: '47086', offers: ['parapheur'] },
  { insee: '47321', offers: ['forfait-technologie'] },
];

/** A commune of CDG 47 adds an option by a rider, another subscribes a first package; their councils have yet to decide. Repeatable. */
export async function demonstrateSubscriptions(house: House): Promise<void> {
  const operator = await operatorBySlug(house, 'cdg-47');
  if (!operator) throw new Error('the demonstration has no operator cdg-47: organisations loads it first');
  const today = todayInParis(house.clock.now());
  const view = await operatorOn(house, operator.id, today);
  for (const { insee, offers } of subscriptions) {
    const body = view.byInsee(insee);
    if (!body) throw new Error(`the register has no ${insee}`);
    const actor = await secretaryOf(house, body.id);
    await inContext<Tables, void>(house, { actor, organisation: body.id, may: () => true }, async (ctx) => {
      if ((await openDossiersOf(ctx, ['adhesions.rider', 'adhesions.package'])).length > 0) return;
      const wanted = { startsOn: today.with({ day: 1 }).add({ months: 2 }).toString(), choices: offers.map((offer) => ({ offer, inputs: {} })) };
      const { firstYearCents } = await priceSubscription(ctx, wanted);
      await subscribe(ctx, { ...wanted, expectedCents: firstYearCents, byTitle: 'Secrétaire de mairie' });
    });
  }
}

/** The secretary of a body, who acts for it. */
export async function secretaryOf(house: House, bodyId: string): Promise<Actor> {
  const { rows } = await inOrganisation(house.db, bodyId, (tx) =>
    sql<{ id: string; name: string }>`
      select p.id, p.given_name || ' ' || p.family_name as name
      from people.mandate m
      join people.person p on p.id = m.person_id
      where m.organisation_id = ${bodyId} and 'secretary' = any (m.roles)
      order by p.id
      limit 1`.execute(tx),
  );
  const [found] = rows;
  if (!found) throw new Error(`nobody serves ${bodyId}: people loads them first`);
  return { kind: 'person', personId: found.id, name: found.name, sessionId: 'demonstration' };
}
