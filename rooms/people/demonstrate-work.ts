// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { coteauxDirectory, tressesDirectory } from './demonstration-data.ts';
import { chooseDirectoryPolicy } from './directory/directory-policy.ts';
import { importDirectory } from './directory/import-directory.ts';
import { planDirectoryImport } from './directory/plan-directory-import.ts';
import { changeUnit, listUnits } from './directory/units.ts';
import { planArrival } from './movements/plan-arrival.ts';
import { planDeparture } from './movements/plan-departure.ts';
import type { Tables } from './tables.ts';

type Place = { slug: string; directory: string };

const COTEAUX: Place = { slug: 'cc-les-coteaux-bordelais-243301355', directory: coteauxDirectory };
const TRESSES: Place = { slug: 'tresses-33535', directory: tressesDirectory };

/** The invented organigrammes, a departure and an arrival to come, and an assistance that is over. Repeatable: what is there is left alone. */
export async function demonstrateWork(house: House): Promise<void> {
  for (const place of [COTEAUX, TRESSES]) {
    await inBody(house, place.slug, async (ctx) => {
      if (await has(ctx, 'people.unit')) return;
      await fillDirectory(ctx, place.directory);
      await chooseDirectoryPolicy(ctx, { identity: 'territory', contact: 'territory', photo: 'body' });
    });
  }
  await inBody(house, COTEAUX.slug, async (ctx) => {
    if (!(await has(ctx, 'people.movement'))) await planMovements(ctx);
  });
  await writePastSupport(house);
}

async function fillDirectory(ctx: Context<Tables>, text: string): Promise<void> {
  const content = Buffer.from(text).toString('base64');
  const { lines } = await planDirectoryImport(ctx, content);
  await importDirectory(ctx, { content, lines: lines.map(({ line }) => line) });
  // The first of each service answers for it.
  const { units } = await listUnits(ctx);
  for (const { id, name, parentId, members } of units) await changeUnit(ctx, { id, name, parentId, headId: members[0]?.id ?? null });
}

async function planMovements(ctx: Context<Tables>): Promise<void> {
  const today = ctx.today();
  const going = await mandateOf(ctx, 'iris@coteaux.exemple');
  const staying = await mandateOf(ctx, 'basile@coteaux.exemple');
  if (!going || !staying) return;
  const lastDay = today.add({ days: 20 });
  await planDeparture(ctx, {
    mandateId: going,
    lastDay: lastDay.toString(),
    reason: 'mutation',
    handOver: { 'people.units': staying },
    forward: { to: staying, untilOn: lastDay.add({ months: 3 }).toString() },
    steps: ['Rendre l’ordinateur et le téléphone', 'Rendre le badge et les clés', 'Passer les dossiers de subvention en cours'],
  });
  const { units } = await listUnits(ctx);
  await planArrival(ctx, {
    givenName: 'Noé',
    familyName: 'Bastide',
    email: 'noe@coteaux.exemple',
    kind: 'agent',
    title: 'Chargé des finances',
    roles: ['agent'],
    beginsOn: today.add({ days: 24 }).toString(),
    endsOn: null,
    unitId: units.find(({ name }) => name === 'Finances')?.id ?? null,
    groups: [],
    genericAccounts: [],
    welcomeBy: 'Camille Gabare',
    steps: ['Préparer le poste de travail', 'Remettre le badge et les clés'],
  });
}

async function writePastSupport(house: House): Promise<void> {
  const { rows } = await sql<{ operator: string; helped: string }>`
    select (select id from organisations.body where slug = 'gironde-numerique') as operator,
      (select id from organisations.body where slug = ${TRESSES.slug}) as helped`.execute(house.db.kysely);
  const [bodies] = rows;
  if (!bodies?.operator || !bodies.helped) return;
  const technician = await personAt(house, bodies.operator, 'swann@gironde.exemple');
  const helped = await personAt(house, bodies.helped, 'morgan@tresses.exemple');
  if (!technician || !helped) return;
  await inOrganisation<Tables, void>(house.db, bodies.operator, async (tx) => {
    const known = await tx.selectFrom('people.support').select('id').where('organisation_id', '=', bodies.operator).executeTakeFirst();
    if (known) return;
    const begun = house.clock.now().subtract({ hours: 50 });
    await sql`
      insert into people.support (organisation_id, id, helped_id, technician_id, person_id, reason, begun_at, ends_at, ended_at, ended_how)
      values (${bodies.operator}, gen_random_uuid(), ${bodies.helped}, ${technician}, ${helped},
        'Appel du matin : l’import de l’annuaire refuse le fichier, colonne des dates à reprendre ensemble',
        ${begun.toString()}, ${begun.add({ minutes: 60 }).toString()}, ${begun.add({ minutes: 23 }).toString()}, 'technician')`.execute(tx);
  });
}

async function inBody(house: House, slug: string, work: (ctx: Context<Tables>) => Promise<void>): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from organisations.body where slug = ${slug}`.execute(house.db.kysely);
  const [body] = rows;
  if (body) await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'people.demonstration' }, organisation: body.id }, work);
}

async function has(ctx: Context<Tables>, table: 'people.unit' | 'people.movement'): Promise<boolean> {
  return (await ctx.tx.selectFrom(table).select('id').where('organisation_id', '=', ctx.organisation).executeTakeFirst()) !== undefined;
}

async function mandateOf(ctx: Context<Tables>, email: string): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.id ?? null;
}

function personAt(house: House, body: string, email: string): Promise<string | null> {
  return inOrganisation<Tables, string | null>(house.db, body, async (tx) => {
    const row = await tx
      .selectFrom('people.mandate')
      .select('person_id')
      .where('organisation_id', '=', body)
      .where('email', '=', email)
      .executeTakeFirst();
    return row?.person_id ?? null;
  });
}
