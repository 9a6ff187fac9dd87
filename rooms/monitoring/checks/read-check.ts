// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import { daysOf, hoursOf, type SummedDay } from '../history/read-days.ts';
import { looksOf, type FoundLook } from '../history/read-looks.ts';
import { isOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { checkColumns, checkRowOf, matching } from './list-checks.ts';

type Ctx = Context<Tables>;
const DAYS = 30;
const DAYS_SHOWN = 90;
const DAYS_OF_YEAR = 365;
/** A day of looks, one a minute. */
const MOST_LOOKS = 1_440;
const FEW_LOOKS = 60;
const MOST_SPELLS = 20;

const periods = [
  { label: 'Aujourd’hui', days: 1 },
  { label: '7 jours', days: 7 },
  { label: '30 jours', days: 30 },
  { label: '90 jours', days: DAYS_SHOWN },
  { label: 'Un an', days: DAYS_OF_YEAR },
] as const;

type Spell = Pick<FoundLook, 'outcome' | 'says'> & { from: string; to: string; looks: number };

/** A check as its page shows it: settings, state, the last day look by look, a month hour by hour, a year in days. */
export async function readCheck(ctx: Ctx, { id }: { id: string }) {
  const row = await matching(ctx, {})
    .select(checkColumns)
    .select([
      'c.organisation_id',
      'c.every_seconds',
      'c.failures_to_open',
      'c.successes_to_close',
      'c.public_name',
      's.facts',
      's.next_at',
      's.beat_at',
    ])
    .select(sql<boolean>`c.sealed_secret is not null`.as('has_secret'))
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('monitoring.unknown-check');
  const owner = row.organisation_id;
  const parent =
    row.depends_on === null
      ? undefined
      : await ctx.tx
          .selectFrom('monitoring.check')
          .select(['id', 'name'])
          .where('organisation_id', '=', owner)
          .where('id', '=', row.depends_on)
          .executeTakeFirst();
  const today = ctx.today();
  const looks = await looksOf(ctx, {
    operatorId: owner,
    checkId: id,
    since: ctx.now().subtract({ hours: hoursShown(row.every_seconds) }),
    most: MOST_LOOKS,
  });
  const year = (await daysOf(ctx, owner, [id], today.subtract({ days: DAYS_OF_YEAR - 1 }))).get(id) ?? [];
  return {
    ...checkRowOf(row),
    settings: row.settings,
    everySeconds: row.every_seconds,
    failuresToOpen: row.failures_to_open,
    successesToClose: row.successes_to_close,
    publicName: row.public_name,
    hasSecret: row.has_secret,
    canEdit: owner === ctx.organisation && ctx.may('monitoring.answer') && (await isOperator(ctx)),
    parent: parent ?? null,
    facts: row.facts as Record<string, unknown>, // shown as it is
    nextAt: row.next_at,
    asOf: ctx.now().toString(),
    beatAt: row.beat_at,
    looks: looks.map(({ at, outcome, ms }) => ({ at, outcome, ms })),
    spells: spellsOf(looks),
    hours: (await hoursOf(ctx, owner, id, today.subtract({ days: DAYS - 1 }))).map(({ at, meanMs, maxMs, failed }) => ({
      at,
      meanMs,
      maxMs,
      failed,
    })),
    days: year.slice(-DAYS_SHOWN),
    availability: periods.map(({ label, days }) => ({ label, days, ...sumOf(year.slice(-days)) })),
  };
}

// A day, or as long as it takes what is looked at rarely to have said something.
function hoursShown(everySeconds: number): number {
  return Math.min(24 * DAYS, Math.max(24, Math.ceil((everySeconds * FEW_LOOKS) / 3_600)));
}

/** Looks that found the same, one after another: what a reader wants to know of a thousand. The latest first. */
export function spellsOf(looks: readonly FoundLook[]): Spell[] {
  const spells: Spell[] = [];
  for (const { at, outcome, says } of looks) {
    const last = spells.at(-1);
    if (last && last.outcome === outcome && last.says === says) {
      last.from = at;
      last.looks++;
    } else if (spells.length === MOST_SPELLS) break;
    else spells.push({ from: at, to: at, outcome, says, looks: 1 });
  }
  return spells;
}

function sumOf(days: readonly SummedDay[]): { looks: number; failed: number } {
  return { looks: days.reduce((sum, { looks }) => sum + looks, 0), failed: days.reduce((sum, { failed }) => sum + failed, 0) };
}
