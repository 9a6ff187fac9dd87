// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { foldText } from '#platform/text/fold.ts';
import { compileEdition, countRoster, editionNamed, type CompiledEdition } from '#rooms/catalogue/api.ts';
import { operatorOn, type OperatorView } from '#rooms/organisations/api.ts';
import { standingOf } from '#rooms/rights/api.ts';
import type { TerritoryRow } from '../contract/territory.ts';
import { figureOf } from '../membership/included-in.ts';
import { gridOf, VOLUME_KEY } from '../take-over/volume-allowance.ts';
import type { Tables } from '../tables.ts';
import { alertsOf, fillPercent, rank } from './alerts.ts';
import { positionOn } from './grid-position.ts';
import { cadresOn, type CadreRow } from './territory-rows.ts';

type Asked = {
  q: string;
  on?: string | undefined;
  alert?: TerritoryRow['alerts'][number]['code'] | 'any' | undefined;
  sort: 'payer' | 'endsOn' | 'counted' | 'fill' | 'worst' | 'yearlyCents';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

/** The operator's territories on a day with their alerts: two queries, whatever their number. An operator has some dozens of them. */
export async function listTerritories(ctx: Context<Tables>, { q, on: asked, alert, sort, order, page, size }: Asked) {
  const on = asked ?? ctx.today().toString();
  const cadres = await cadresOn(ctx, on);
  const volumes = await standingOf(ctx, { beneficiaryIds: cadres.map(({ payerId }) => payerId), key: VOLUME_KEY, on: Temporal.PlainDate.from(on) });
  const view = await operatorOn(ctx.house, ctx.organisation, Temporal.PlainDate.from(on));
  const editions = await editionsOfCadres(ctx, cadres);
  const words = foldText(q);
  const all = cadres
    .map((cadre) => rowOf(cadre, { on, view, edition: editions.get(cadre.edition) ?? null, used: volumes.get(cadre.payerId)?.used ?? null }))
    .filter(({ payer, convention }) => words === '' || foldText(`${payer.name} ${convention.number}`).includes(words))
    .filter(({ alerts }) => alert === undefined || (alert === 'any' ? alerts.length > 0 : alerts.some(({ code }) => code === alert)));
  const sorted = all.toSorted(
    (one, other) => (order === 'asc' ? 1 : -1) * compared(one, other, sort) || one.payer.name.localeCompare(other.payer.name, 'fr'),
  );
  return { total: all.length, rows: sorted.slice((page - 1) * size, page * size) };
}

type Around = { on: string; view: OperatorView; edition: CompiledEdition | null; used: number | null };

function rowOf(cadre: CadreRow, { on, view, edition, used }: Around): TerritoryRow {
  const facts = cadre.memberIds.flatMap((id) => view.find(id) ?? []);
  const count = edition && countRoster(edition, facts, figureOf(edition), (id) => view.find(id));
  const grid = edition && gridOf(edition);
  const position = grid && count ? positionOn(grid, count.counted, cadre.volumeGo) : null;
  const joined = new Set(cadre.joinedIds);
  const missing = view.roster(cadre.payerId).filter(({ id }) => !joined.has(id)).length;
  const usedGo = used === null ? null : used / 1000;
  const seen = { ...cadre, on, counted: count?.counted ?? 0, unknown: count?.unknown ?? 0, position, usedGo, missing };
  const alerts = alertsOf(seen);
  return {
    payer: { id: cadre.payerId, name: cadre.payer },
    convention: { id: cadre.id, number: cadre.number },
    edition: cadre.edition,
    beginsOn: cadre.beginsOn,
    endsOn: cadre.endsOn,
    yearlyCents: cadre.yearlyCents,
    members: cadre.memberIds.length,
    counted: seen.counted,
    missing,
    usedGo,
    boughtGo: position?.upToGo ?? null,
    fillPercent: fillPercent(usedGo, position?.upToGo ?? null),
    worst: alerts[0]?.level ?? null,
    alerts,
  };
}

async function editionsOfCadres(ctx: Context<Tables>, cadres: readonly CadreRow[]): Promise<ReadonlyMap<string, CompiledEdition>> {
  const editions = new Map<string, CompiledEdition>();
  for (const key of new Set(cadres.map(({ edition }) => edition))) {
    const record = await editionNamed(ctx, ctx.organisation, key);
    if (record) editions.set(key, compileEdition(record.edition));
  }
  return editions;
}

function compared(one: TerritoryRow, other: TerritoryRow, sort: Asked['sort']): number {
  switch (sort) {
    case 'payer':
      return one.payer.name.localeCompare(other.payer.name, 'fr');
    case 'endsOn':
      return (one.endsOn ?? '9999').localeCompare(other.endsOn ?? '9999');
    case 'counted':
      return one.counted - other.counted;
    case 'yearlyCents':
      return (one.yearlyCents ?? 0) - (other.yearlyCents ?? 0);
    case 'fill':
      return (one.fillPercent ?? -1) - (other.fillPercent ?? -1);
    case 'worst':
      return rank(one.worst) - rank(other.worst) || other.alerts.length - one.alerts.length;
  }
}
