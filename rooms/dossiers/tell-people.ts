// SPDX-License-Identifier: EUPL-1.2
/** Who hears that a dossier waits for them, or that someone wrote to them in it. Whoever did it is not told of it. */
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { hold, type Held } from './append.ts';
import type { Happening } from './state.ts';
import type { Tables } from './tables.ts';

/** Once a dossier opens, or its next act passes to somebody else: tells those who now must act. */
export async function tellWhoMustAct(ctx: Context<Tables>, { dossierId }: { dossierId: string }): Promise<void> {
  const held = await hold(ctx, dossierId);
  const { step, status } = held.state;
  const last = held.happenings.findLast(({ kind }) => kind === 'moved' || kind === 'opened');
  if (!last || status !== 'open' || step.awaits === 'nobody' || isSameHand(held, last)) return;
  const title = `${held.row.number} attend votre collectivité : « ${step.label} » – ${held.row.title}`;
  await tellIn(ctx, held, { roles: [step.awaits], except: last.by.personId, what: 'dossiers.awaits', title, key: last.id, isWide: false });
}

/** Tells a message to those who read it: the parties it is for, and whoever has the dossier in the body that holds it. */
export async function tellMessage(ctx: Context<Tables>, { dossierId, happeningId }: { dossierId: string; happeningId: string }): Promise<void> {
  const held = await hold(ctx, dossierId);
  const said = held.happenings.find(({ id }) => id === happeningId);
  if (!said) return;
  const roles = ['owner', ...held.type.parties.map(({ role }) => role)].filter((role) => ['all', role].includes(said.visibleTo) || role === 'owner');
  const title = `${held.row.number} : ${said.by.name} a écrit un message – ${held.row.title}`;
  const isFromParty = said.by.bodyId !== ctx.organisation;
  await tellIn(ctx, held, {
    roles,
    except: said.by.personId,
    from: said.by.bodyId,
    what: 'dossiers.message',
    title,
    key: said.id,
    isWide: isFromParty,
  });
}

function isSameHand({ type }: Held, last: Happening): boolean {
  if (last.kind !== 'moved') return false;
  const awaits = (key: string) => type.steps.find((step) => step.key === key)?.awaits;
  return awaits(last.content.from) === awaits(last.content.to);
}

type Telling = {
  roles: readonly string[];
  except: string | null;
  /** The body that wrote: its own people have read each other. */
  from?: string;
  what: string;
  title: string;
  key: string;
  /** Whether everybody who may act in the owner hears it while nobody has the dossier. */
  isWide: boolean;
};

async function tellIn(ctx: Context<Tables>, held: Held, telling: Telling): Promise<void> {
  if (telling.roles.includes('owner')) await tellOwner(ctx, held, telling);
  const parties = held.state.parties.filter(({ role, partyId }) => telling.roles.includes(role) && partyId !== telling.from);
  for (const partyId of new Set(parties.map((party) => party.partyId))) {
    if (partyId === ctx.organisation) continue;
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: partyId }, async (inside) => {
      const people = (await holdersOf(inside, held.type.permissions.act)).map(({ personId }) => personId);
      await tell(inside, held, people, telling);
    });
  }
}

async function tellOwner(ctx: Context<Tables>, held: Held, telling: Telling): Promise<void> {
  const { assignee, delegate } = held.state;
  const named = delegate && Temporal.PlainDate.compare(delegate.until, ctx.today()) >= 0 ? delegate : assignee;
  if (named) return tell(ctx, held, [named.personId], telling);
  if (telling.isWide)
    await tell(
      ctx,
      held,
      (await holdersOf(ctx, held.type.permissions.act)).map(({ personId }) => personId),
      telling,
    );
}

async function tell(ctx: Context<Tables>, { row, type }: Held, people: readonly string[], { except, what, title, key }: Telling): Promise<void> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const href = type.href?.(slug, row.id) ?? `/o/${slug}/dossiers/${row.id}`;
  for (const personId of new Set(people))
    if (personId !== except) await notify(ctx, { personId, what, title, href, key: `${key} ${ctx.organisation}` });
}
