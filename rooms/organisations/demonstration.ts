// SPDX-License-Identifier: EUPL-1.2
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { BodyFacts } from './body-facts.ts';
import { isEpci } from './contract/body-kinds.ts';
import type { EnteredFacts } from './declared/judge-facts.ts';
import { siretOf } from './declared/siren.ts';
import { writeDeclarations } from './declared/write-declarations.ts';
import { writeFacts, type Origin } from './declared/write-facts.ts';
import { demonstrationBodies } from './demonstration-bodies.ts';
import { changeAppearance } from './operators/change-appearance.ts';
import { demonstrateLegal } from './legal/demonstrate-legal.ts';
import { tellOperatorChanged } from './operators/operator-in-memory.ts';
import { openOperator } from './operators/open-operator.ts';
import { registerOn } from './register/register-in-memory.ts';
import type { Merger } from './register/record-merger.ts';
import type { RegisterView } from './register/register.ts';
import { takeInRegister } from './register/take-in-register.ts';
import type { Tables } from './tables.ts';
import { addToTerritory } from './territory/change-territory.ts';

// The day from which the territories hold: earlier than every vote of the sources.
const SINCE = '2011-01-01';
const FACTS_SINCE = '2026-01-01';
const origin: Origin = { source: 'demonstration', note: 'Donnée de démonstration, inventée' };

/**
 * Two operators over the real register: Gironde Numérique serves Gironde's EPCI but the métropole, the CDG 47 serves Lot-et-Garonne. What they
 * know of bodies beyond the register is invented, and says so. Repeatable: an operator that has a territory is left alone.
 */
export async function demonstration(house: House): Promise<void> {
  await takeInRegister(house, await mergersToRecord(house));
  const gironde = await openOperator(house, { slug: 'gironde-numerique', name: 'Gironde Numérique', kind: 'syndicat', department: '33' });
  const cdg = await openOperator(house, {
    slug: 'cdg-47',
    name: 'Centre de gestion de Lot-et-Garonne (CDG 47)',
    kind: 'etablissement',
    department: '47',
  });
  await furnish(house, gironde, {
    territory: (view) => epciOf(view, '33').filter(({ kind }) => kind !== 'metropole'),
    knows: ({ population }) => sizedFacts(population?.totale?.value),
    appearance: { name: 'Gironde Numérique', colours: { accent: '#0b6e74', tower: '#0e2f44' } },
    declared: demonstrationBodies.gironde,
  });
  await furnish(house, cdg, {
    territory: (view) => [...epciOf(view, '47'), ...communesApart(view, '47')],
    knows: ({ population, insee }) => ({
      ...sizedFacts(population?.totale?.value),
      affiliated: (population?.totale?.value ?? 0) < 20_000,
      hosted: Number(insee ?? 0) % 29 === 0,
    }),
    appearance: { name: 'CDG 47', colours: { accent: '#9b2c4a', tower: '#3a1526' } },
    declared: demonstrationBodies.lotEtGaronne,
  });
  await demonstrateLegal(house, gironde, { name: 'Gironde Numérique', legalForm: 'Syndicat mixte', directorRole: 'Présidence du syndicat' });
  await demonstrateLegal(house, cdg, {
    name: 'Centre de gestion de Lot-et-Garonne',
    legalForm: 'Établissement public local à caractère administratif',
    directorRole: 'Présidence du centre de gestion',
  });
}

/** Two communes that become one on the next 1 January, which is invented: none is recorded where they were merged already. */
async function mergersToRecord(house: House): Promise<Merger[]> {
  const isRecorded = await inNoOrganisation<Tables, boolean>(
    house.db,
    async (tx) =>
      (await tx
        .selectFrom('organisations.succession as s')
        .innerJoin('organisations.body as b', 'b.id', 's.predecessor_id')
        .select('b.id')
        .where('b.insee', '=', MONTUSSAN)
        .executeTakeFirst()) !== undefined,
    { readOnly: true },
  );
  if (isRecorded) return [];
  const { year } = todayInParis(house.clock.now());
  return [
    {
      from: [MONTUSSAN, BEYCHAC_ET_CAILLAU],
      into: { name: 'Val-de-Laurence', siren: null, insee: MONTUSSAN },
      on: Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }),
      reason: 'Arrêté préfectoral de création de la commune nouvelle (démonstration, inventé)',
    },
  ];
}

const MONTUSSAN = '33293';
const BEYCHAC_ET_CAILLAU = '33049';

type Furniture = {
  territory: (view: RegisterView) => readonly BodyFacts[];
  knows: (body: BodyFacts) => EnteredFacts;
  appearance: { name: string; colours: { accent: string; tower: string } };
  declared: typeof demonstrationBodies.gironde;
};

function furnish(house: House, operatorId: string, { territory, knows, appearance, declared }: Furniture): Promise<void> {
  const entry = { actor: { kind: 'job', name: 'Démonstration' } as const, organisation: operatorId };
  return inContext<Tables, void>(house, entry, async (ctx) => {
    const standing = await ctx.tx
      .selectFrom('organisations.territory_part')
      .select('id')
      .where('organisation_id', '=', operatorId)
      .executeTakeFirst();
    if (standing) return;
    const view = registerOn(house, ctx.today());
    const parts = territory(view);
    await addToTerritory(ctx, { bodies: parts.map(({ id }) => id), sinceOn: SINCE });
    const bodies = parts.flatMap((part) => [part, ...view.roster(part.id)]);
    await writeFacts(
      ctx,
      bodies.map((body) => ({ bodyId: body.id, sinceOn: FACTS_SINCE, facts: { ...knows(body), ...inventedSiret(body) } })),
      origin,
    );
    await declareBodies(ctx, view, declared);
    await changeAppearance(ctx, { ...appearance, logo: null });
    await tellOperatorChanged(ctx);
  });
}

async function declareBodies(ctx: Context<Tables>, view: RegisterView, declared: typeof demonstrationBodies.gironde): Promise<void> {
  const idOf = (code: string): string => {
    const body = view.bySiren(code) ?? view.byInsee(code);
    if (!body) throw new Error(`the register has no ${code}`);
    return body.id;
  };
  await writeDeclarations(
    ctx,
    declared.map(({ name, kind, parent, serves, ...facts }) => ({
      name,
      kind,
      siren: null,
      department: view.find(idOf(parent ?? serves?.[0] ?? ''))?.department ?? null,
      sinceOn: FACTS_SINCE,
      facts: { ...facts, ...(parent && { parent: idOf(parent) }), ...(serves && { serves: serves.map(idOf) }) },
    })),
    origin,
  );
}

function epciOf(view: RegisterView, department: string): BodyFacts[] {
  return view.bodies.filter((body) => isEpci(body.kind) && body.department === department);
}

// Communes of the département whose EPCI has its seat in another.
function communesApart(view: RegisterView, department: string): BodyFacts[] {
  return view.bodies.filter((body) => body.kind === 'commune' && body.department === department && view.epciOf(body.id)?.department !== department);
}

/** Agents and budget in the proportions of French communes: one agent for 75 inhabitants, 1 050 € for each. */
function sizedFacts(population: number | undefined): EnteredFacts {
  if (population === undefined) return {};
  return { agents: Math.max(1, Math.round(population / 75)), budget: population * 1_050_00 };
}

// The register has no SIRET: these bear a true SIREN and an establishment number that nobody uses.
function inventedSiret({ siren }: BodyFacts): EnteredFacts {
  return siren === undefined ? {} : { siret: siretOf(siren, '9990') };
}
