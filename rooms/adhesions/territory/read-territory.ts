// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatDay } from '#platform/calendar/french-days.ts';
import { compileEdition, countRoster, editionNamed, signedEuros, type BodyFacts } from '#rooms/catalogue/api.ts';
import { openDossiersOf } from '#rooms/dossiers/api.ts';
import { kindLabels, operatorOn, type OperatorView } from '#rooms/organisations/api.ts';
import { standingOf } from '#rooms/rights/api.ts';
import { refuseTerritory as refuse, type TerritoryPage } from '../contract/territory.ts';
import { adhesionTypes } from '../dossier-types.ts';
import { figureOf } from '../membership/included-in.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import { gridOf, VOLUME_KEY, type Grid } from '../take-over/volume-allowance.ts';
import type { Tables } from '../tables.ts';
import { alertsOf, fillPercent } from './alerts.ts';
import { positionOn, sayVolume, type Position } from './grid-position.ts';
import { cadresOn, type CadreRow } from './territory-rows.ts';

/** A territory on a day, for the operator or for the EPCI that pays. Refuses `adhesions.no-territory`. */
export async function readTerritory(
  ctx: Context<Tables>,
  { payerId, on: asked }: { payerId: string; on?: string | undefined },
): Promise<TerritoryPage> {
  const on = asked ?? ctx.today().toString();
  const [cadre] = await cadresOn(ctx, on, payerId);
  if (!cadre) throw refuse('adhesions.no-territory', {}, 'on');
  const day = Temporal.PlainDate.from(on);
  const view = await operatorOn(ctx.house, cadre.operatorId, day);
  const record = await editionNamed(ctx, cadre.operatorId, cadre.edition);
  const edition = record && compileEdition(record.edition);
  const memberships = await membershipsOf(ctx, cadre);
  const roster = cadre.memberIds.flatMap((id) => view.find(id) ?? []);
  const judged = (bodies: readonly BodyFacts[]) => edition && countRoster(edition, bodies, figureOf(edition), (id) => view.find(id));
  const count = judged(roster);
  const grid = edition && gridOf(edition);
  const position = grid && count ? positionOn(grid, count.counted, cadre.volumeGo) : null;
  const used = (await standingOf(ctx, { beneficiaryIds: [payerId], key: VOLUME_KEY, on: day })).get(payerId)?.used ?? null;
  const usedGo = used === null ? null : used / 1000;
  const missing = missingOf(view, payerId, memberships, on, position, judged);
  const certificates = await certificatesOf(ctx, cadre, on);
  const members = memberships.filter(({ since, until }) => since <= on && (until === null || until >= on));
  const shown = (row: MembershipRow) => memberOf(row, payerId, view, count);
  return {
    on,
    today: ctx.today().toString(),
    payer: { id: payerId, name: cadre.payer },
    operator: { id: cadre.operatorId, name: cadre.operator },
    isOperator: cadre.operatorId === ctx.organisation,
    edition: { key: cadre.edition, label: record?.label ?? cadre.edition },
    cadre: {
      id: cadre.id,
      number: cadre.number,
      beginsOn: cadre.beginsOn,
      endsOn: cadre.endsOn,
      renewal: cadre.renewal,
      noticeOn: cadre.endsOn && Temporal.PlainDate.from(cadre.endsOn).subtract({ months: cadre.noticeMonths }).toString(),
      dossierId: cadre.dossierId,
      yearlyCents: cadre.yearlyCents,
    },
    rule: count?.rule ?? '',
    count: { counted: count?.counted ?? 0, leftOut: count?.leftOut ?? 0, unknown: count?.unknown ?? roster.length },
    members: members.map(shown).toSorted((one, other) => Number(other.id === payerId) - Number(one.id === payerId)),
    toCome: toComeOf(memberships, on, payerId).map((row) => ({ ...shown(row), ...movement(row, on, view, judged) })),
    missing,
    days: daysOf(memberships, payerId),
    grid: grid && position ? { ...printed(grid), column: position.column, row: position.row, cellCents: position.cellCents } : null,
    oneMore: position?.oneMore ?? null,
    volume: position?.upToGo
      ? {
          usedGo,
          boughtGo: position.upToGo,
          fillPercent: fillPercent(usedGo, position.upToGo),
          next: position.next?.label ? position.next : null,
          says: sayVolume(position, usedGo),
        }
      : null,
    certificates,
    dossiers: await dossiersOf(ctx, cadre),
    alerts: alertsOf({ ...cadre, on, counted: count?.counted ?? 0, unknown: count?.unknown ?? 0, position, usedGo, missing: missing.length }),
  };
}

type MembershipRow = { id: string; name: string; slug: string; since: string; until: string | null; conventionId: string; number: string };
type Judge = (bodies: readonly BodyFacts[]) => ReturnType<typeof countRoster> | null;

function membershipsOf(ctx: Context<Tables>, { operatorId, payerId }: CadreRow): Promise<(MembershipRow & { slug: string })[]> {
  return ctx.tx
    .selectFrom('adhesions.membership as m')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.convention_id'))
    .innerJoin('organisations.body as b', 'b.id', 'm.beneficiary_id')
    .select(['m.beneficiary_id as id', 'b.name', 'b.slug', 'm.begins_on as since', 'm.ends_on as until', 'c.id as conventionId', 'c.number'])
    .where('m.organisation_id', '=', operatorId)
    .where('m.payer_id', '=', payerId)
    .where('m.scope', '=', MUTUALISED)
    .orderBy('b.name')
    .orderBy('m.begins_on')
    .execute();
}

function memberOf(
  { id, name, slug, since, until, conventionId, number }: MembershipRow,
  payerId: string,
  view: OperatorView,
  count: ReturnType<Judge>,
) {
  const found = count?.bodies.find((body) => body.id === id);
  const kind = view.find(id)?.kind;
  return {
    id,
    name,
    slug,
    kind: kind ? kindLabels[kind] : '',
    since,
    until,
    convention: { id: conventionId, number },
    isCounted: id === payerId ? null : (found?.isCounted ?? null),
    why: id === payerId ? 'L’EPCI lui-même ne se compte pas.' : (found?.why ?? ''),
  };
}

/** Those who join or leave in the twelve months; one convention that another continues is neither. */
function toComeOf(memberships: readonly MembershipRow[], on: string, payerId: string): MembershipRow[] {
  const until = Temporal.PlainDate.from(on).add({ months: 12 }).toString();
  const next = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();
  const isContinued = (row: MembershipRow): boolean =>
    memberships.some((other) => other.id === row.id && row.until !== null && other.since === next(row.until, 1));
  const continues = (row: MembershipRow): boolean => memberships.some((other) => other.id === row.id && other.until === next(row.since, -1));
  return memberships.filter(
    (row) =>
      row.id !== payerId &&
      ((row.since > on && row.since <= until && !continues(row)) ||
        (row.since <= on && row.until !== null && row.until >= on && row.until <= until && !isContinued(row))),
  );
}

function movement(
  row: MembershipRow,
  on: string,
  view: OperatorView,
  judged: Judge,
): { isLeaving: boolean; says: string; isCounted: boolean | null; why: string } {
  const isLeaving = row.since <= on;
  const body = view.find(row.id);
  const found = body && judged([body])?.bodies[0];
  const day = formatDay(Temporal.PlainDate.from(isLeaving && row.until ? row.until : row.since));
  return { isLeaving, says: isLeaving ? `Jusqu’au ${day}` : `À compter du ${day}`, isCounted: found?.isCounted ?? null, why: found?.why ?? '' };
}

function missingOf(view: OperatorView, payerId: string, memberships: readonly MembershipRow[], on: string, position: Position | null, judged: Judge) {
  const joined = new Set(memberships.filter(({ until }) => until === null || until >= on).map(({ id }) => id));
  return view
    .roster(payerId)
    .filter(({ id }) => !joined.has(id))
    .map((body) => {
      const found = judged([body])?.bodies[0];
      const isCounted = found?.isCounted ?? null;
      const effectCents = isCounted === false ? 0 : isCounted ? (position?.oneMore.cents ?? null) : null;
      const effect = effectCents === null ? 'sur devis' : effectCents === 0 ? 'sans changement de montant' : `${signedEuros(effectCents)} par an`;
      return {
        id: body.id,
        name: body.name,
        kind: kindLabels[body.kind],
        isCounted,
        effectCents,
        says: `Si elle rejoint : ${effect}. ${found?.why ?? ''}`.trim(),
      };
    });
}

function daysOf(memberships: readonly MembershipRow[], payerId: string): TerritoryPage['days'] {
  const days = new Map<string, { joins: number; leaves: number }>();
  const at = (on: string) => days.get(on) ?? (days.set(on, { joins: 0, leaves: 0 }).get(on) as { joins: number; leaves: number }); // just set
  for (const { id, since, until } of memberships) {
    if (id === payerId) continue;
    at(since).joins += 1;
    if (until !== null) at(Temporal.PlainDate.from(until).add({ days: 1 }).toString()).leaves += 1;
  }
  return [...days]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .filter(([, { joins, leaves }]) => joins !== leaves)
    .map(([on, { joins, leaves }]) => ({ on, says: [joins > 0 && `+${joins}`, leaves > 0 && `−${leaves}`].filter(Boolean).join(' ') }));
}

async function certificatesOf(ctx: Context<Tables>, { operatorId, id }: CadreRow, on: string): Promise<TerritoryPage['certificates']> {
  const soon = Temporal.PlainDate.from(on).add({ days: 60 }).toString();
  const rows = await ctx.tx
    .selectFrom('adhesions.certificate as k')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'k.organisation_id').onRef('c.id', '=', 'k.convention_id'))
    .innerJoin('organisations.body as b', 'b.id', 'k.beneficiary_id')
    .select(['b.name as body', 'k.holder', 'k.expires_on as expiresOn'])
    .where('k.organisation_id', '=', operatorId)
    .where((where) => where.or([where('c.id', '=', id), where('c.cadre_id', '=', id)]))
    .where('k.expires_on', '<=', soon)
    .orderBy('k.expires_on')
    .orderBy('k.id')
    .execute();
  return rows.map((row) => ({ ...row, isExpired: row.expiresOn < on }));
}

/** The dossiers under way of this territory, as far as the body in the address takes part. */
async function dossiersOf(ctx: Context<Tables>, { payerId, payer }: CadreRow): Promise<TerritoryPage['dossiers']> {
  const rows = await openDossiersOf(ctx, adhesionTypes.map(({ value }) => value.key), { partyId: payerId }); // prettier-ignore
  return rows.map(({ id, number, title, stepLabel, dueOn, isLate }) => ({
    id,
    number,
    title: title.replace(`${payer} – `, ''),
    stepLabel,
    dueOn,
    isLate,
  }));
}

function printed({ columns, rows, cells }: Grid) {
  return {
    columns: columns.steps.map(({ label, upTo }) => ({ label, upTo })),
    rows: rows.steps.map(({ label, upTo }, at) => ({ label, upTo, cents: [...(cells[at]?.cents ?? [])] })),
  };
}
