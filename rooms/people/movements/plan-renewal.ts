// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { foldText } from '#platform/text/fold.ts';
import { invite } from '../invitations/invite.ts';
import { refuseMandate } from '../contract/mandates.ts';
import { refuseMovement, type RenewalOutcome } from '../contract/movements.ts';
import { writeEntry } from '../directory/change-entry.ts';
import { checkDates } from '../mandates/check-dates.ts';
import { openMandate as writeMandate } from '../open-account.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import { grantsOf } from '../roles/grantable.ts';
import { keepAdministrator } from '../roles/keep-administrator.ts';
import type { Tables } from '../tables.ts';
import { compareCouncils, nameOf, type Comparison, type Sitting } from './compare-councils.ts';
import { readCouncil, type CouncilLine } from './read-council.ts';
import { appoint, writeMovement } from './write-movement.ts';

type Input = { list: string; day: string; endsOn: string };
type Line = { outcome: RenewalOutcome; name: string; title: string; before: string | null; email: string | null };

/** What a renewal would do, line by line, and what is wrong with the list. Changes nothing. */
export async function previewRenewal(ctx: Context<Tables>, input: Input): Promise<{ lines: Line[]; faults: Comparison['faults'] }> {
  const { comparison } = await compare(ctx, input);
  const { stays, changes, comes, leaves, faults } = comparison;
  return {
    faults,
    lines: [
      ...changes.map(({ before, after }) => lineOf('changes', after, before.title, after.email ?? before.email)),
      ...comes.map((after) => lineOf('comes', after, null, after.email)),
      ...leaves.map((before) => lineOf('leaves', before, before.title, before.email)),
      ...stays.map(({ before, after }) => lineOf('stays', after, null, after.email ?? before.email)),
    ],
  };
}

/**
 * Renews the assembly in one act: the mandates of those who leave or change end on the eve, those of the others begin on the day or run on to
 * the new end. Dates do the rest; until the day everything can be taken back. Refuses a list with faults.
 */
export async function planRenewal(ctx: Context<Tables>, input: Input): Promise<{ id: string }> {
  await refuseSecond(ctx);
  const { comparison, sitting } = await compare(ctx, input);
  const { stays, changes, comes, leaves, faults } = comparison;
  if (faults.length > 0) throw refuseMovement('people.renewal-faults', { count: faults.length }, 'list');
  checkDates({ kind: 'elected', beginsOn: input.day, endsOn: input.endsOn }, ctx.today());
  await checkRoles(ctx, [...changes.map(({ after }) => after), ...comes]);
  const eve = Temporal.PlainDate.from(input.day).subtract({ days: 1 }).toString();
  const ended = [...stays, ...changes].map(({ before }) => before).concat(leaves);
  const undo = ended.map(({ id }) => ({ id, endsOn: sitting.get(id) ?? null }));
  const opened: string[] = [];
  await keepAdministrator(
    ctx,
    [ctx.today(), Temporal.PlainDate.from(input.day)],
    async () => {
      await setEnd(
        ctx,
        stays.map(({ before }) => before.id),
        input.endsOn,
      );
      await setEnd(ctx, [...changes.map(({ before }) => before.id), ...leaves.map(({ id }) => id)], eve);
      for (const { before, after } of stays) if (after.delegation !== null) await writeEntry(ctx, before.id, { delegation: after.delegation });
      opened.push(...(await open(ctx, input, changes, comes)));
    },
    () => refuseMandate('people.last-administrator', {}, 'list'),
  );
  const id = await writeMovement(ctx, {
    kind: 'renewal',
    day: input.day,
    title: `Renouvellement : ${comes.length} arrivées, ${leaves.length} départs, ${changes.length} changements, ${stays.length} reconduits`,
    reason: null,
    mandateId: null,
    personId: null,
    undo: { opened, ended: undo },
    steps: [{ label: 'Ouvrir les nouveaux mandats et clore les précédents', dueOn: input.day, isAutomatic: true }],
  });
  await appoint(ctx, id, input.day);
  return { id };
}

async function compare(ctx: Context<Tables>, { list, day }: Input): Promise<{ comparison: Comparison; sitting: Map<string, string | null> }> {
  if (day <= ctx.today().toString()) throw refuseMovement('people.renewal-past', {}, 'day');
  const { lines, faults } = readCouncil(list);
  const rows = await sittingOn(ctx, day);
  const comparison = compareCouncils(rows, lines);
  comparison.faults = [...faults, ...comparison.faults].toSorted((a, b) => a.line - b.line);
  return { comparison, sitting: new Map(rows.map(({ id, endsOn }) => [id, endsOn])) };
}

// A term often ends by the calendar on the eve of the first sitting, or a little before: those of today sit until they are replaced.
async function sittingOn(ctx: Context<Tables>, day: string): Promise<(Sitting & { endsOn: string | null; personId: string })[]> {
  return ctx.tx
    .selectFrom('people.colleague')
    .select(['id', 'given_name as givenName', 'family_name as familyName', 'title', 'email', 'roles', 'ends_on as endsOn', 'person_id as personId'])
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', 'elected')
    .where('begins_on', '<', day)
    .where(sql<boolean>`(ends_on is null or ends_on >= ${ctx.today().toString()}::date)`)
    .orderBy('family_name')
    .orderBy('given_name')
    .execute();
}

async function refuseSecond(ctx: Context<Tables>): Promise<void> {
  const planned = await ctx.tx
    .selectFrom('people.movement')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', 'renewal')
    .where('state', '=', 'planned')
    .executeTakeFirst();
  if (planned) throw refuseMovement('people.renewal-planned', {}, 'day');
}

/** The head of the assembly has a role of their own; everybody else is an élu. */
export function rolesFor({ title }: { title: string }): string[] {
  return /^(le |la |m |mme )?(maire|president|presidente)\b(?! (delegue|deleguee)\b)/.test(foldText(title)) ? ['president', 'elected'] : ['elected'];
}

async function checkRoles(ctx: Context<Tables>, lines: readonly CouncilLine[]): Promise<void> {
  const grants = await grantsOf(ctx, await bodyRoles(ctx));
  for (const roles of new Set(lines.map((line) => rolesFor(line).join(' ')))) grants.check(roles.split(' '), { isOneself: false });
}

async function setEnd(ctx: Context<Tables>, ids: readonly string[], endsOn: string): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx
    .updateTable('people.mandate')
    .set({ ends_on: endsOn })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...ids])
    .execute();
  for (const mandateId of ids) await ctx.tell('people.mandate-ended', { mandateId, endsOn });
}

async function open(ctx: Context<Tables>, input: Input, changes: Comparison['changes'], comes: Comparison['comes']): Promise<string[]> {
  const opened: string[] = [];
  const term = { beginsOn: Temporal.PlainDate.from(input.day), endsOn: Temporal.PlainDate.from(input.endsOn) };
  const write = async (personId: string, after: CouncilLine, email: string | null): Promise<void> => {
    const { givenName, familyName, title, delegation } = after;
    const roles = rolesFor(after);
    const id = await writeMandate(ctx.tx, {
      organisationId: ctx.organisation,
      personId,
      kind: 'elected',
      roles,
      title,
      email,
      ...term,
      at: ctx.now(),
      givenName,
      familyName,
    });
    if (delegation !== null) await writeEntry(ctx, id, { delegation });
    await ctx.tell('people.mandate-opened', { mandateId: id });
    opened.push(id);
  };
  for (const { before, after } of changes) await write(await personOf(ctx, before.id), after, after.email ?? before.email);
  for (const after of comes) {
    const personId = await personAt(ctx, after);
    await write(personId, after, after.email);
    if (after.email) await invite(ctx, { personId, email: after.email });
  }
  return opened;
}

async function personOf(ctx: Context<Tables>, mandateId: string): Promise<string> {
  const { person_id: id } = await ctx.tx
    .selectFrom('people.mandate')
    .select('person_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', mandateId)
    .executeTakeFirstOrThrow();
  return id;
}

async function personAt(ctx: Context<Tables>, { email, givenName, familyName }: CouncilLine & { email: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select people.person_at(${email}, ${ctx.newId()}::uuid, ${givenName}, ${familyName}, ${ctx.now().toString()}::timestamptz) as id`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error('people.person_at answered nothing');
  return row.id;
}

function lineOf(
  outcome: RenewalOutcome,
  who: { givenName: string; familyName: string; title: string },
  before: string | null,
  email: string | null,
): Line {
  return { outcome, name: nameOf(who), title: who.title, before, email };
}
