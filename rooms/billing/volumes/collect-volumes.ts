// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import type { Volume } from '#platform/room.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { addCharge } from '../charges/add-charge.ts';
import type { BillingSettings } from '../contract/settings.ts';
import { treat } from '../liquidation/treat.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';

export type Collected = { added: number; known: number; addedCents: number; refused: { source: string; key: string; says: string }[] };

/**
 * Takes from every room what is billed by the unit, as charges that a run bills once. A measure told again adds nothing; one that grew adds the
 * rest; one that fell takes back what no document bears, and says so of the rest.
 */
export async function collectVolumes(ctx: Context<Tables>, { from, until }: { from: string; until: string }): Promise<Collected> {
  const collected: Collected = { added: 0, known: 0, addedCents: 0, refused: [] };
  const sources = ctx.house.rooms.flatMap(({ volumes = [] }) => volumes);
  if (sources.length === 0) return collected;
  // Two who collect at once would each find a measure unknown: the second waits, and finds it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`billing.volumes ${ctx.organisation}`}, 0))`.execute(ctx.tx);
  const settings = await settingsOf(ctx);
  const today = ctx.today().toString();
  for (const { name, list } of sources) {
    const volumes = (await list(ctx, { from, until })).filter(({ on }) => on < today && on >= from && on <= until);
    const entered = await enteredOf(ctx, name);
    for (const volume of volumes) await take(ctx, { name, volume, settings, entered: entered.get(prefixOf(name, volume)) ?? [] }, collected);
  }
  return collected;
}

/** How many measures the rooms tell of a period, entered or not. */
export async function countVolumes(ctx: Context<Tables>, period: { from: string; until: string }): Promise<number> {
  let count = 0;
  for (const { list } of ctx.house.rooms.flatMap(({ volumes = [] }) => volumes)) count += (await list(ctx, period)).length;
  return count;
}

type Entered = { id: string; key: string; thousandths: number; isBilled: boolean };
type Taken = { name: string; volume: Volume; settings: BillingSettings; entered: readonly Entered[] };

async function take(ctx: Context<Tables>, { name, volume, settings, entered }: Taken, collected: Collected): Promise<void> {
  const measured = Math.round(volume.quantity * 1000);
  let known = sum(entered);
  if (measured < known) {
    const open = entered.filter(({ isBilled }) => !isBilled);
    await withdraw(
      ctx,
      open.map(({ id }) => id),
    );
    known -= sum(open);
  }
  if (measured === known) {
    if (measured > 0) collected.known++;
    return;
  }
  if (measured < known) {
    const says = `${volume.label} : ${units(measured, volume)} mesurés, ${units(known, volume)} déjà facturés. Rendez la différence par un avoir.`;
    collected.refused.push({ source: name, key: volume.key, says });
    return;
  }
  const { vatCode, rateBasisPoints } = treat({ treatment: volume.treatment, vatBps: volume.vatBps ?? 0 }, settings, null);
  try {
    const { netCents } = await addCharge(ctx, {
      family: 'volume',
      payerId: volume.payerId ?? volume.beneficiaryId,
      beneficiaryId: volume.beneficiaryId,
      label: volume.label,
      detail: [volume.detail ?? '', known > 0 ? `complément de ${units(known, volume)} déjà comptés` : ''].filter(Boolean).join(' ; '),
      quantity: (measured - known) / 1000,
      unit: volume.unit,
      unitPriceTenThousandths: volume.unitPriceTenThousandths,
      vatCode,
      rateBasisPoints,
      act: volume.act,
      happenedOn: volume.on,
      reference: `${prefixOf(name, volume)}#${measured}`,
      offer: volume.offer,
    });
    collected.added++;
    collected.addedCents += netCents;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    collected.refused.push({ source: name, key: volume.key, says: error.message });
  }
}

/** What was entered of a source, by measure. */
async function enteredOf(ctx: Context<Tables>, name: string): Promise<ReadonlyMap<string, readonly Entered[]>> {
  const { rows } = await sql<Entered>`
    select c.id, split_part(c.source_key, '#', 1) as key, c.quantity_thousandths as thousandths, b.id is not null as "isBilled"
    from billing.charge c
    left join billing.billed b on b.organisation_id = c.organisation_id and b.source_key = 'charge/' || c.id and b.released_by is null
    where c.organisation_id = ${ctx.organisation} and c.family = 'volume' and c.withdrawn_at is null
      and starts_with(c.source_key, ${`volume/${name}/`})`.execute(ctx.tx);
  return Map.groupBy(rows, ({ key }) => key);
}

async function withdraw(ctx: Context<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx
    .updateTable('billing.charge')
    .set({ withdrawn_at: ctx.now().toString(), withdrawn_by: authorOf(ctx.actor), withdrawn_reason: 'Relevé corrigé par le service' })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
}

/** `#` parts the measure from what had been measured when it was entered: none may stand in it. */
function prefixOf(name: string, { key }: Volume): string {
  return `volume/${name}/${key.replaceAll('#', '_')}`;
}

function sum(entered: readonly Entered[]): number {
  return entered.reduce((total, { thousandths }) => total + thousandths, 0);
}

function units(thousandths: number, { unit }: Volume): string {
  return `${(thousandths / 1000).toLocaleString('fr-FR')} ${unit}`;
}
