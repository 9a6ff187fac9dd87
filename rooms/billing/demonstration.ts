// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Actor, Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { operatorBySlug, operatorOn } from '#rooms/organisations/api.ts';
import { addCharge } from './charges/add-charge.ts';
import { familyNames } from './contract/settings.ts';
import { addCost, declareReceipts } from './costs/enter-costs.ts';
import { operators, type DemoOperator } from './demonstration-data.ts';
import { issueCredit, prepareCredit } from './documents/credit.ts';
import { changePayer } from './payers/set-payer.ts';
import { siretOf } from './payers/siret.ts';
import { demonstrateExchange } from './exchange/demonstration.ts';
import { issueRun } from './runs/issue-run.ts';
import { excludeLiquidation, lockRun } from './runs/lock-run.ts';
import { prepareRun } from './runs/prepare-run.ts';
import { changeSettings } from './settings/change-settings.ts';
import { contestDocument } from './standing/contest.ts';
import { recordPayment } from './standing/record-payment.ts';
import { recordTitre } from './standing/record-titre.ts';
import { remindPayer } from './standing/remind-payer.ts';
import type { Tables } from './tables.ts';

/** Days ago at which the year's run was issued: some are paid, some late. */
const ISSUED = 75;

/** A billed year at each operator, and the next one waiting to be looked at. Repeatable: an operator that has runs is left alone. */
export async function demonstration(house: House): Promise<void> {
  for (const one of operators) {
    const operator = await operatorBySlug(house, one.slug);
    if (!operator) throw new Error(`the demonstration has no operator ${one.slug}: organisations loads it first`);
    const [accountant, head] = await agentsOf(house, operator.id);
    const inside = <Result>(actor: Actor, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
      inContext<Tables, Result>(house, { actor, organisation: operator.id, may: () => true }, work);
    if (await inside(accountant, hasRuns)) continue;
    const runId = await inside(accountant, (ctx) => prepareYear(ctx, one));
    const day = todayInParis(house.clock.now()).subtract({ days: ISSUED });
    await inside(head, (ctx) => issueRun(on(ctx, day), { id: runId }));
    await inside(accountant, (ctx) => follow(ctx, day));
    const creditId = await inside(accountant, (ctx) => correct(on(ctx, day.add({ days: 20 }))));
    if (creditId) await inside(head, (ctx) => issueCredit(on(ctx, day.add({ days: 21 })), { id: creditId }));
    await inside(accountant, (ctx) => demonstrateExchange(ctx, one.slug === 'gironde-numerique' ? 'A' : 'B'));
    await inside(accountant, (ctx) =>
      prepareRun(ctx, {
        title: `Appels et factures ${day.year + 1}`,
        year: day.year + 1,
        fromOn: null,
        untilOn: null,
        families: familyNames,
        payerIds: null,
      }),
    );
  }
}

async function prepareYear(ctx: Context<Tables>, { settings, charges, costs }: DemoOperator): Promise<string> {
  const day = ctx.today().subtract({ days: ISSUED });
  const then = on(ctx, day.subtract({ days: 3 }));
  await changeSettings(then, settings);
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  for (const { payer, ...charge } of charges) {
    const body = view.byInsee(payer) ?? view.bySiren(payer);
    if (!body) throw new Error(`the register has no ${payer}`);
    await addCharge(then, {
      ...charge,
      payerId: body.id,
      beneficiaryId: null,
      happenedOn: day.subtract({ days: 30 }).toString(),
      reference: `demonstration ${payer}`,
    });
  }
  for (const cost of costs) await addCost(then, { ...cost, year: day.year, source: 'Compte administratif provisoire' });
  const wanted = { title: `Appels et factures ${day.year}`, year: day.year, fromOn: null, untilOn: null, families: familyNames, payerIds: null };
  const { id: first } = await prepareRun(then, wanted);
  const payers = await ctx.tx.selectFrom('billing.liquidation').select('payer_id').distinct().where('run_id', '=', first).execute();
  await ctx.tx.deleteFrom('billing.run').where('organisation_id', '=', ctx.organisation).where('id', '=', first).execute();
  await ctx.tx
    .updateTable('billing.counter')
    .set({ last_number: 0 })
    .where('organisation_id', '=', ctx.organisation)
    .where('series', '=', 'run')
    .execute();
  for (const [at, { payer_id }] of payers.entries()) {
    const body = view.find(payer_id);
    if (!body?.siren) continue;
    await changePayer(then, {
      payer: payer_id,
      siret: siretOf(body.siren, '0001'),
      engagement: at % 2 === 0 ? `E${day.year}-${String(40 + at)}` : null,
      serviceCode: at % 3 === 0 ? 'FINANCES' : null,
      address: { lines: ['Hôtel de ville'], postcode: `${(body.insee ?? body.department ?? '33').slice(0, 2)}000`, city: body.name, country: 'FR' },
      email: null,
      billToId: null,
      billToReason: null,
    });
    if (at < 3)
      await declareReceipts(then, {
        year: day.year,
        payerId: payer_id,
        taxedBasisPoints: [420, 1_150, 2_300][at] ?? 0,
        evidence: 'Attestation du comptable public',
      });
  }
  const { id } = await prepareRun(then, wanted);
  const faulty = await ctx.tx.selectFrom('billing.liquidation').select(['id', 'faults']).where('run_id', '=', id).execute();
  for (const { id: liquidation, faults } of faulty)
    if (faults.length > 0) await excludeLiquidation(then, { id, liquidation, reason: `À corriger : ${faults[0] ?? ''}` });
  await lockRun(then, { id });
  return id;
}

/** Titres come back, most pay, one contests, one is late. */
async function follow(ctx: Context<Tables>, day: Temporal.PlainDate): Promise<void> {
  const documents = await ctx.tx
    .selectFrom('billing.document')
    .select(['id', 'number', 'payer_id', 'gross_cents'])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('kind')
    .orderBy('sequence')
    .execute();
  const late: string[] = [];
  for (const [at, { id, payer_id, gross_cents }] of documents.entries()) {
    if (at % 7 === 6) continue;
    const titred = day.add({ days: 6 });
    await recordTitre(on(ctx, titred), {
      id,
      titre: String(400 + at),
      bordereau: String(31 + Math.floor(at / 5)),
      exercice: day.year,
      on: titred.toString(),
    });
    const paid = day.add({ days: 24 + at });
    const pay = (amountCents: number, reference: string): Promise<unknown> =>
      recordPayment(on(ctx, paid), { id, amountCents, on: paid.toString(), reference });
    if (at % 4 === 1) late.push(payer_id);
    else if (at % 4 === 2)
      await contestDocument(on(ctx, paid), { id, on: paid.toString(), reason: 'La collectivité demande le détail de celles qui sont comptées' });
    else if (at % 4 === 3) await pay(Math.floor(gross_cents / 2), `P503-${at}`);
    else await pay(gross_cents, `P503-${at}`);
  }
  if (late[0]) await remindPayer(on(ctx, day.add({ days: 50 })), { payer: late[0] });
}

/** A part of the last document was wrong. */
async function correct(ctx: Context<Tables>): Promise<string | null> {
  const last = await ctx.tx
    .selectFrom('billing.document')
    .select(['id', 'content'])
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '<>', 'avoir')
    .orderBy('kind', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const line = last?.content.lines[0];
  if (!last || !line) return null;
  const { id } = await prepareCredit(ctx, {
    id: last.id,
    reason: 'Quantité livrée inférieure à la commande',
    lines: [{ rank: line.rank, netCents: Math.floor(line.netCents / 4), isBilledAnew: false }],
  });
  return id;
}

/** The same context on the morning of another day: what an action writes bears that day. */
function on(ctx: Context<Tables>, day: Temporal.PlainDate): Context<Tables> {
  const now = day.toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: '10:00' }).toInstant();
  return { ...ctx, now: () => now, today: () => todayInParis(now), newId: () => uuidV7(now.epochMilliseconds) };
}

async function hasRuns(ctx: Context<Tables>): Promise<boolean> {
  const row = await ctx.tx.selectFrom('billing.run').select('id').where('organisation_id', '=', ctx.organisation).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Who prepares, and who issues. */
async function agentsOf(house: House, operatorId: string): Promise<[Actor, Actor]> {
  const { rows } = await inOrganisation(house.db, operatorId, (tx) =>
    sql<{ id: string; name: string; roles: string[] }>`
      select p.id, p.given_name || ' ' || p.family_name as name, m.roles
      from people.mandate m
      join people.person p on p.id = m.person_id
      where m.organisation_id = ${operatorId}
      order by cardinality(m.roles), p.id`.execute(tx),
  );
  const accountant = rows.find(({ roles }) => roles.includes('accountant'));
  const head = rows.find(({ id, roles }) => id !== accountant?.id && roles.includes('administrator'));
  if (!accountant || !head) throw new Error('the demonstration needs an accountant and an administrator for this operator');
  const person = ({ id, name }: { id: string; name: string }): Actor => ({ kind: 'person', personId: id, name, sessionId: 'demonstration' });
  return [person(accountant), person(head)];
}
