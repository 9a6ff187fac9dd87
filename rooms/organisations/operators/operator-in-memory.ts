// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { registerOn } from '../register/register-in-memory.ts';
import type { RegisterView } from '../register/register.ts';
import type { Tables } from '../tables.ts';
import { loadOperator, versionOf, type OperatorData } from './load-operator.ts';
import { operatorView, type OperatorView } from './operator-view.ts';

const OPERATOR_CHANNEL = 'organisations.operator';
const DAYS_KEPT = 8;

type Kept = { data: OperatorData; views: Map<string, { register: RegisterView; view: OperatorView }> };
const kept = new WeakMap<House, Map<string, Promise<Kept>>>();
const listening = new WeakSet<House>();

/**
 * The bodies as an operator knows them on a day, from memory: for what is asked a thousand times a second. Another process's change arrives
 * within the second; a screen that must show what it has just saved asks `operatorViewIn`.
 */
export async function operatorOn(house: House, operatorId: string, day: Temporal.PlainDate): Promise<OperatorView> {
  const operators = operatorsOf(house);
  const known = operators.get(operatorId) ?? read(house, operatorId);
  operators.set(operatorId, known);
  known.catch(() => operators.delete(operatorId));
  return viewOf(house, await known, day);
}

/** The same, in the body of the address, as its latest committed change left it. */
export async function operatorViewIn(ctx: Context<Tables>, day: Temporal.PlainDate = ctx.today()): Promise<OperatorView> {
  const { house, organisation, tx } = ctx;
  const operators = operatorsOf(house);
  const version = await versionOf(tx, organisation);
  const known = await operators.get(organisation)?.catch(() => null);
  if (known?.data.version === version) return viewOf(house, known, day);
  const fresh: Kept = { data: await loadOperator(tx, organisation), views: new Map() };
  operators.set(organisation, Promise.resolve(fresh));
  return viewOf(house, fresh, day);
}

/** Says that what an operator entered has changed: every process reads it again once this transaction is committed. Call it last. */
export async function tellOperatorChanged(ctx: Context<Tables>): Promise<void> {
  await sql`
    insert into organisations.operator_version as known (organisation_id, id, version)
    values (${ctx.organisation}, ${ctx.organisation}, 1)
    on conflict (organisation_id, id) do update set version = known.version + 1`.execute(ctx.tx);
  await sql`select pg_notify(${OPERATOR_CHANNEL}, ${ctx.organisation})`.execute(ctx.tx);
  // This process need not wait to hear itself.
  operatorsOf(ctx.house).delete(ctx.organisation);
}

/** Forgets an operator when any process says that it has changed. */
export async function prepareOperators(house: House): Promise<void> {
  if (listening.has(house)) return;
  listening.add(house);
  await house.db.listen(OPERATOR_CHANNEL, (operatorId) => {
    if (operatorId === null) operatorsOf(house).clear();
    else operatorsOf(house).delete(operatorId);
  });
}

function operatorsOf(house: House): Map<string, Promise<Kept>> {
  const known = kept.get(house) ?? new Map<string, Promise<Kept>>();
  kept.set(house, known);
  return known;
}

function read(house: House, operatorId: string): Promise<Kept> {
  return inOrganisation<Tables, Kept>(house.db, operatorId, async (tx) => ({ data: await loadOperator(tx, operatorId), views: new Map() }), {
    readOnly: true,
  });
}

function viewOf(house: House, { data, views }: Kept, day: Temporal.PlainDate): OperatorView {
  const key = day.toString();
  const register = registerOn(house, day);
  const known = views.get(key);
  // A register that was imported again is another object.
  if (known && known.register === register) return known.view;
  const view = operatorView(register, data, key);
  if (views.size >= DAYS_KEPT) views.delete(views.keys().next().value ?? '');
  views.set(key, { register, view });
  return view;
}
