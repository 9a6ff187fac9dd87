// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { formatDay } from '#platform/calendar/french-days.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { append, hold, type Held } from './append.ts';
import type { Tables } from './tables.ts';

type Waiting = { organisation_id: string; id: string };

/** Each morning: reminds whoever must act on a dossier so many days before its last day, as its type says. Twice a day reminds once. */
export async function remindHolders(ctx: Context<Tables>): Promise<void> {
  const waiting = await acrossOrganisations<Tables, Waiting[]>(ctx.house.db, 'dossiers.remind', 'rappeler les échéances', (tx) =>
    tx
      .selectFrom('dossiers.dossier')
      .select(['organisation_id', 'id'])
      .where('status', '=', 'open')
      .where('due_on', 'is not', null)
      .where('due_on', '<=', ctx.today().add({ days: LONGEST_NOTICE }).toString())
      .execute(),
  );
  for (const { organisation_id, id } of waiting) {
    const entry = { actor: ctx.actor, organisation: organisation_id };
    await inContext<Tables, void>(ctx.house, entry, (inside) => remind(inside, id)).catch((error: unknown) =>
      ctx.house.log.error({ err: error, dossier: id }, 'a dossier was not reminded'),
    );
  }
}

// No type gives notice earlier than that.
const LONGEST_NOTICE = 120;

async function remind(ctx: Context<Tables>, id: string): Promise<void> {
  const held = await hold(ctx, id);
  const { dueOn, step, status } = held.state;
  if (!dueOn || status !== 'open' || isReminded(held, dueOn, ctx.today())) return;
  const left = ctx.today().until(dueOn, { largestUnit: 'days' }).days;
  if (!(step.remind ?? []).some((days) => left <= days)) return;
  const bodies =
    step.awaits === 'owner' ? [ctx.organisation] : held.state.parties.filter(({ role }) => role === step.awaits).map(({ partyId }) => partyId);
  await append(
    ctx,
    held,
    { role: 'owner', bodyId: ctx.organisation },
    { kind: 'reminded', visibleTo: step.awaits, content: { dueOn: dueOn.toString() } },
  );
  for (const body of bodies) {
    if (body === ctx.organisation) await tell(ctx, held, dueOn);
    else await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: body }, (inside) => tell(inside, held, dueOn));
  }
}

/** Whether the notice of today, or a later one, has gone already. */
function isReminded({ happenings, state }: Held, dueOn: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const notices = (state.step.remind ?? []).map((days) => dueOn.subtract({ days })).filter((day) => Temporal.PlainDate.compare(day, today) <= 0);
  const last = notices.sort(Temporal.PlainDate.compare).at(-1);
  if (!last) return true;
  return happenings.some((one) => one.kind === 'reminded' && one.content.dueOn === dueOn.toString() && Temporal.PlainDate.compare(one.on, last) >= 0);
}

async function tell(ctx: Context<Tables>, { row, type, state }: Held, dueOn: Temporal.PlainDate): Promise<void> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const isOwner = row.organisation_id === ctx.organisation;
  const { assignee, delegate } = state;
  const named = delegate && Temporal.PlainDate.compare(delegate.until, ctx.today()) >= 0 ? delegate : assignee;
  const people = isOwner && named ? [named.personId] : (await holdersOf(ctx, type.permissions.act)).map(({ personId }) => personId);
  const isLate = Temporal.PlainDate.compare(dueOn, ctx.today()) < 0;
  const title = isLate
    ? `${row.number} : « ${state.step.label} » aurait dû être fait le ${formatDay(dueOn)}`
    : `${row.number} : « ${state.step.label} » à faire avant le ${formatDay(dueOn)}`;
  for (const personId of new Set(people)) {
    await notify(ctx, {
      personId,
      what: 'dossiers.due',
      title,
      href: type.href?.(slug, row.id) ?? `/o/${slug}/dossiers/${row.id}`,
      key: `${row.id} ${dueOn.toString()} ${ctx.today().toString()}`,
    });
  }
}
