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
import { settleContest, type Answer } from './contests/answer-contest.ts';
import { openContest } from './contests/open-contest.ts';
import { decideCorrections } from './corrections/decide-corrections.ts';
import { listCorrections } from './corrections/list-corrections.ts';
import { dropCredit, issueCredit, prepareCredit } from './documents/credit.ts';
import { changePayer, readPayer } from './payers/set-payer.ts';
import { siretOf } from './payers/siret.ts';
import { answerPes, demonstrateLiquidation, numberByPes } from './exchange/demonstration.ts';
import { issueRun } from './runs/issue-run.ts';
import { excludeLiquidation, lockRun } from './runs/lock-run.ts';
import { prepareRun, type WantedRun } from './runs/prepare-run.ts';
import { changeSettings } from './settings/change-settings.ts';
import { recordPayment } from './standing/record-payment.ts';
import { recordTitre } from './standing/record-titre.ts';
import { remindPayer } from './standing/remind-payer.ts';
import type { Tables } from './tables.ts';

/** Days ago at which the year's run was issued: some are paid, some late. */
const ISSUED = 75;

/** Two billed years at each operator, a run that waits for a second person, and next year's to be looked at. Repeatable: an operator that has runs is left alone. */
export async function demonstration(house: House): Promise<void> {
  for (const one of operators) {
    const operator = await operatorBySlug(house, one.slug);
    if (!operator) throw new Error(`the demonstration has no operator ${one.slug}: organisations loads it first`);
    const [accountant, head] = await agentsOf(house, operator.id);
    const inside = <Result>(actor: Actor, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
      inContext<Tables, Result>(house, { actor, organisation: operator.id, may: () => true }, work);
    if (await inside(accountant, hasRuns)) continue;
    const day = todayInParis(house.clock.now()).subtract({ days: ISSUED });
    const before = day.subtract({ years: 1 });
    await inside(accountant, (ctx) => setUp(ctx, one, day));
    for (const issued of [before, day]) {
      const runId = await inside(accountant, (ctx) => lockYear(on(ctx, issued.subtract({ days: 3 })), issued.year));
      await inside(head, (ctx) => issueRun(on(ctx, issued), { id: runId }));
    }
    const creditId = await inside(accountant, (ctx) => correct(on(ctx, day.add({ days: 20 })), one.correction));
    if (creditId) await inside(head, (ctx) => issueCredit(on(ctx, day.add({ days: 21 })), { id: creditId }));
    await inside(accountant, (ctx) => payAll(ctx, before));
    if (one.slug === 'cdg-47') await inside(accountant, (ctx) => numberByPes(on(ctx, day.add({ days: 6 }))));
    await inside(accountant, (ctx) => follow(ctx, day));
    await inside(accountant, (ctx) => differ(on(ctx, day.add({ days: 30 })), day.year));
    await inside(accountant, (ctx) => (one.slug === 'gironde-numerique' ? demonstrateLiquidation(ctx) : answerPes(ctx)));
    await inside(accountant, (ctx) => prepareRun(ctx, yearOf(day.year + 1)));
    await inside(accountant, (ctx) => addCharges(ctx, one, { late: day.add({ days: 40 }), waiting: ctx.today() }));
    const families = [...new Set(one.charges.filter(({ when }) => when === 'late').map(({ family }) => family))];
    if (families.length > 0) await inside(accountant, (ctx) => lockLate(ctx, families));
  }
}

function yearOf(year: number): WantedRun {
  return { title: `Appels et factures ${year}`, year, fromOn: null, untilOn: null, families: familyNames, payerIds: null };
}

/** Settings, what is billed once, costs, and each payer with what it takes to address it a document. */
async function setUp(ctx: Context<Tables>, one: DemoOperator, day: Temporal.PlainDate): Promise<void> {
  const then = on(ctx, day.subtract({ days: 3 }));
  await changeSettings(then, one.settings);
  await addCharges(then, one, { before: day.subtract({ years: 1, days: 30 }), year: day.subtract({ days: 30 }) });
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  for (const cost of one.costs) await addCost(then, { ...cost, year: day.year, source: 'Compte administratif provisoire' });
  for (const [at, id] of (await payersToCome(then, [day.year - 1, day.year])).entries()) {
    const body = view.find(id);
    if (!body?.siren) continue;
    const isCommune = body.kind === 'commune';
    await changePayer(then, {
      payer: id,
      siret: siretOf(body.siren, '0001'),
      engagement: at % 2 === 0 ? `E${day.year}-${String(40 + at)}` : null,
      serviceCode: at % 3 === 0 ? 'FINANCES' : null,
      address: {
        lines: [isCommune ? 'Hôtel de ville' : 'Hôtel communautaire', '1 place de l’Exemple'],
        postcode: `${(body.insee ?? body.department ?? '33').slice(0, 2)}000`,
        city: isCommune ? body.name : 'Exempleville',
        country: 'FR',
      },
      email: null,
      billToId: null,
      billToReason: null,
    });
    if (at < 3)
      await declareReceipts(then, {
        year: day.year,
        payerId: id,
        taxedBasisPoints: [420, 1_150, 2_300][at] ?? 0,
        evidence: 'Attestation du comptable public',
      });
  }
}

/** What is billed once, on the day of each kind that is named. */
async function addCharges(
  ctx: Context<Tables>,
  { charges }: DemoOperator,
  days: Partial<Record<DemoOperator['charges'][number]['when'], Temporal.PlainDate>>,
): Promise<void> {
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  for (const { payer, when, act, ...charge } of charges) {
    const day = days[when];
    if (!day) continue;
    const body = view.byInsee(payer) ?? view.bySiren(payer);
    if (!body) throw new Error(`the register has no ${payer}`);
    await addCharge(ctx, {
      ...charge,
      act: act.replace('{year}', String(day.year)),
      payerId: body.id,
      beneficiaryId: null,
      happenedOn: day.toString(),
      reference: `demonstration ${when} ${payer}`,
    });
  }
}

/** Who the runs of these years will bill: told by runs that are not kept. */
async function payersToCome(ctx: Context<Tables>, years: readonly number[]): Promise<string[]> {
  for (const year of years) await prepareRun(ctx, yearOf(year));
  const payers = await ctx.tx
    .selectFrom('billing.liquidation')
    .select('payer_id')
    .distinct()
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  await ctx.tx.deleteFrom('billing.run').where('organisation_id', '=', ctx.organisation).execute();
  await ctx.tx
    .updateTable('billing.counter')
    .set({ last_number: 0 })
    .where('organisation_id', '=', ctx.organisation)
    .where('series', '=', 'run')
    .execute();
  return payers.map(({ payer_id: id }) => id);
}

async function lockYear(ctx: Context<Tables>, year: number): Promise<string> {
  const { id } = await prepareRun(ctx, yearOf(year));
  const faulty = await ctx.tx.selectFrom('billing.liquidation').select(['id', 'faults']).where('run_id', '=', id).execute();
  for (const { id: liquidation, faults } of faulty)
    if (faults.length > 0) await excludeLiquidation(ctx, { id, liquidation, reason: `À corriger : ${faults[0] ?? ''}` });
  await lockRun(ctx, { id });
  return id;
}

/** What came after the year's run waits, locked, for the second person. */
async function lockLate(ctx: Context<Tables>, families: WantedRun['families']): Promise<void> {
  const { year } = ctx.today();
  const { id } = await prepareRun(ctx, { ...yearOf(year), title: `Commandes de l’automne ${year}`, families });
  const { payers } = await ctx.tx.selectFrom('billing.run').select('payers').where('id', '=', id).executeTakeFirstOrThrow();
  if (payers > 0) await lockRun(ctx, { id });
}

async function documentsOf(ctx: Context<Tables>, { year }: Temporal.PlainDate) {
  return ctx.tx
    .selectFrom('billing.document as d')
    .innerJoin('billing.standing as s', (join) => join.onRef('s.organisation_id', '=', 'd.organisation_id').onRef('s.document_id', '=', 'd.id'))
    .select(['d.id', 'd.payer_id', 'd.gross_cents', 's.credited_cents', 's.titre'])
    .where('d.organisation_id', '=', ctx.organisation)
    .where('d.kind', '<>', 'avoir')
    .where('d.year', '=', year)
    .orderBy('d.kind')
    .orderBy('d.sequence')
    .execute();
}

/** A year that is behind: each document has its titre, and is paid. */
async function payAll(ctx: Context<Tables>, day: Temporal.PlainDate): Promise<void> {
  for (const [at, { id, gross_cents: cents }] of (await documentsOf(ctx, day)).entries()) {
    const [titred, paid] = [day.add({ days: 5 }), day.add({ days: 20 + at })];
    await recordTitre(on(ctx, titred), { id, titre: String(310 + at), bordereau: '28', exercice: day.year, on: titred.toString() });
    await recordPayment(on(ctx, paid), { id, amountCents: cents, on: paid.toString(), reference: `P503-${day.year}-${at}` });
  }
}

/** Titres come back, most pay, some contest, some are late. */
async function follow(ctx: Context<Tables>, day: Temporal.PlainDate): Promise<void> {
  const late: string[] = [];
  for (const [at, { id, payer_id, gross_cents, credited_cents, titre }] of (await documentsOf(ctx, day)).entries()) {
    if (at % 7 === 6) continue;
    const titred = day.add({ days: 6 });
    if (titre === null)
      await recordTitre(on(ctx, titred), {
        id,
        titre: String(400 + at),
        bordereau: String(31 + Math.floor(at / 5)),
        exercice: day.year,
        on: titred.toString(),
      });
    const paid = day.add({ days: 24 + at });
    const rest = gross_cents - credited_cents;
    const pay = (amountCents: number, reference: string): Promise<unknown> =>
      recordPayment(on(ctx, paid), { id, amountCents, on: paid.toString(), reference });
    if (at % 4 === 1) late.push(payer_id);
    else if (at % 4 === 2) await contest(on(ctx, paid), id, payer_id, WAITING);
    else if (at % 4 === 3) {
      await pay(Math.floor(rest / 2), `P503-${at}`);
      await contest(on(ctx, paid.add({ days: 2 })), id, payer_id, REJECTED);
    } else await pay(rest, `P503-${at}`);
  }
  if (late[0]) await remindPayer(on(ctx, day.add({ days: 50 })), { payer: late[0] });
}

const WAITING: Contest = { reason: 'Une commune comptée a moins de 500 habitants : elle ne devrait pas l’être.', answer: null };
const REJECTED: Contest = {
  reason: 'La participation a augmenté sans que le conseil communautaire en ait délibéré.',
  answer: { verdict: 'rejected', reason: 'L’augmentation vient de la grille votée par le comité syndical, jointe à la convention.' },
};
const UPHELD: Contest = {
  reason: 'La quantité facturée dépasse celle de la commande.',
  answer: { verdict: 'upheld', reason: 'Le bon de livraison vous donne raison : un avoir rend la différence.' },
};
type Contest = { reason: string; answer: Pick<Answer, 'verdict' | 'reason'> | null };

/** A payer contests today, by one of its persons where it has any, and has its answer three days later. */
async function contest(ctx: Context<Tables>, id: string, payerId: string, { reason, answer }: Contest): Promise<void> {
  const payer = await actorOf(ctx.house, payerId);
  await openContest({ ...ctx, actor: payer ?? ctx.actor }, { id, on: ctx.today().toString(), reason, isByPayer: payer !== null });
  if (!answer) return;
  const then = on(ctx, ctx.today().add({ days: 3 }));
  await settleContest(then, { id, on: then.today().toString(), ...answer });
}

/** A part of the last document was wrong: its payer said so. */
async function correct(ctx: Context<Tables>, reason: string): Promise<string | null> {
  const last = await ctx.tx
    .selectFrom('billing.document')
    .select(['id', 'payer_id', 'content'])
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '<>', 'avoir')
    .where('year', '=', ctx.today().year)
    .orderBy('kind', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const line = last?.content.lines[0];
  if (!last || !line) return null;
  await contest(on(ctx, ctx.today().subtract({ days: 5 })), last.id, last.payer_id, UPHELD);
  const { id } = await prepareCredit(ctx, {
    id: last.id,
    reason,
    lines: [{ rank: line.rank, netCents: Math.floor(line.netCents / 4), isBilledAnew: false }],
  });
  return id;
}

/** Somebody else turns out to pay a line that was billed: an avoir was begun for it, then given up, and the difference waits. */
async function differ(ctx: Context<Tables>, year: number): Promise<void> {
  const ordered = await ctx.tx
    .selectFrom('billing.document as d')
    .innerJoin('billing.billed as b', (join) => join.onRef('b.organisation_id', '=', 'd.organisation_id').onRef('b.document_id', '=', 'd.id'))
    .select('d.payer_id')
    .where('d.organisation_id', '=', ctx.organisation)
    .where('d.kind', '=', 'facture')
    .where('d.year', '=', year)
    .where('b.source_key', 'like', 'quote/%')
    .orderBy('d.sequence')
    .executeTakeFirst();
  const other = await ctx.tx
    .selectFrom('billing.document')
    .select('payer_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', 'appel')
    .orderBy('sequence', 'desc')
    .executeTakeFirst();
  if (!ordered || !other) return;
  const payer = await readPayer(ctx, { payer: ordered.payer_id });
  const { siret, engagement, serviceCode, address, email } = payer;
  const billTo = { billToId: other.payer_id, billToReason: 'Groupement de commandes : l’EPCI paie les certificats de ses communes' };
  await changePayer(ctx, { payer: ordered.payer_id, siret, engagement, serviceCode, address, email, ...billTo });
  const { rows } = await listCorrections(ctx, { year, page: 1, size: 1, act: 'credit' });
  const [found] = rows;
  if (!found?.document) return;
  await decideCorrections(ctx, { year, keys: [found.key], decision: 'credit', reason: 'Payé par l’EPCI' });
  const prepared = await ctx.tx
    .selectFrom('billing.credit')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', found.document.id)
    .where('status', '=', 'prepared')
    .executeTakeFirstOrThrow();
  await dropCredit(ctx, prepared);
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
  const rows = await personsOf(house, operatorId);
  const accountant = rows.find(({ roles }) => roles.includes('accountant'));
  const head = rows.find(({ id, roles }) => id !== accountant?.id && roles.includes('administrator'));
  if (!accountant || !head) throw new Error('the demonstration needs an accountant and an administrator for this operator');
  return [actor(accountant), actor(head)];
}

/** Somebody who may contest for a payer; null where nobody has an account. */
async function actorOf(house: House, payerId: string): Promise<Actor | null> {
  const person = (await personsOf(house, payerId)).find(({ roles }) =>
    roles.some((role) => ['dgs', 'secretary', 'president', 'elected'].includes(role)),
  );
  return person ? actor(person) : null;
}

type Person = { id: string; name: string; roles: string[] };

async function personsOf(house: House, organisation: string): Promise<Person[]> {
  const { rows } = await inOrganisation(house.db, organisation, (tx) =>
    sql<Person>`
      select p.id, p.given_name || ' ' || p.family_name as name, m.roles
      from people.mandate m
      join people.person p on p.id = m.person_id
      where m.organisation_id = ${organisation}
      order by cardinality(m.roles), p.id`.execute(tx),
  );
  return rows;
}

function actor({ id, name }: Person): Actor {
  return { kind: 'person', personId: id, name, sessionId: 'demonstration' };
}
